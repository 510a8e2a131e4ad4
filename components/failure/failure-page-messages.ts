import type { MessagePath } from '@/components/ui/pick-messages';

export const failurePageMessages = ['app.name', 'app.failed', 'app.database'] as const satisfies readonly MessagePath[];
