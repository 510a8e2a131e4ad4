import type { MessagePath } from '@/components/ui/pick-messages';

export const accountMenuMessages = [
  'shell.account',
  'shell.access',
  'shell.signOut',
  'ui.lost',
] as const satisfies readonly MessagePath[];
