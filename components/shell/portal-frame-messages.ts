import type { MessagePath } from '@/components/ui/pick-messages';

export const portalFrameMessages = [
  'shell.settings',
  'shell.siem',
  'shell.troubleshooting',
  'shell.openNavigation',
  'shell.changeLanguage',
  'shell.account',
  'shell.access',
  'shell.signOut',
  'ui.lost',
] as const satisfies readonly MessagePath[];
