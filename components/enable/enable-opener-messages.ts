import type { MessagePath } from '@/components/ui/pick-messages';

export const enableOpenerMessages = [
  'consent.signedOut.signIn',
  'ui.again',
  'ui.close',
  'ui.lost',
] as const satisfies readonly MessagePath[];
