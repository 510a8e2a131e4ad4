import type { MessagePath } from '@/components/ui/pick-messages';

export const prerequisitesMessages = [
  'prerequisites.title',
  'prerequisites.fold',
  'prerequisites.showAll',
  'prerequisites.hideAll',
  'prerequisites.checked',
  'prerequisites.checkAgain',
  'prerequisites.state',
  'prerequisites.names.popups',
  'prerequisites.popups.untested',
  'prerequisites.popups.testing',
  'prerequisites.popups.allowed',
  'prerequisites.popups.blocked',
  'prerequisites.popups.blockedNote',
  'prerequisites.popups.test',
] as const satisfies readonly MessagePath[];
