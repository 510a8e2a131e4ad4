import type { MessagePath } from '@/components/ui/pick-messages';

export const consentPanelMessages = [
  'consent.instruction',
  'consent.instructionAccount',
  'consent.openAgain',
  'consent.continueHere',
  'consent.cancel',
  'consent.startAgain',
  'consent.offline',
  'consent.signedOut',
  'consent.blocked',
  'consent.expired',
  'consent.code',
  'consent.correlation',
  'consent.problems',
] as const satisfies readonly MessagePath[];
