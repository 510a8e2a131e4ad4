import type { MessagePath } from '@/components/ui/pick-messages';

export const settingsNavMessages = [
  'shell.settings',
  'shell.siem',
  'shell.troubleshooting',
  'shell.history',
  'shell.notices',
  'shell.sessions',
  'shell.about',
  'shell.openNavigation',
] as const satisfies readonly MessagePath[];
