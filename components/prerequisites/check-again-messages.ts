import type { MessagePath } from '@/components/ui/pick-messages';

export const checkAgainMessages = ['prerequisites.checkAgain'] as const satisfies readonly MessagePath[];
