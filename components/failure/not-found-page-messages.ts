import type { MessagePath } from '@/components/ui/pick-messages';

export const notFoundPageMessages = ['app.name', 'app.notFound'] as const satisfies readonly MessagePath[];
