import type { MessagePath } from '@/components/ui/pick-messages';

export const settingsNavMessages = [
  'shell.settings',
  'shell.siem',
  'shell.troubleshooting',
  'shell.openNavigation',
] as const satisfies readonly MessagePath[];
