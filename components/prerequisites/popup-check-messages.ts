import type { MessagePath } from '@/components/ui/pick-messages';

export const popupCheckMessages = [
  'prerequisites.state',
  'prerequisites.names.popups',
  'prerequisites.popups.untested',
  'prerequisites.popups.testing',
  'prerequisites.popups.allowed',
  'prerequisites.popups.blocked',
  'prerequisites.popups.blockedNote',
  'prerequisites.popups.test',
] as const satisfies readonly MessagePath[];
