import type { MessagePath } from '@/components/ui/pick-messages';

export const languageMenuMessages = ['shell.changeLanguage', 'ui.lost'] as const satisfies readonly MessagePath[];
