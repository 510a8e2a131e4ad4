import type { MessagePath } from '@/components/ui/pick-messages';

export const endButtonMessages = [
  'sessions.ending',
  'sessions.problems',
  'sessions.fresh',
  'consent.signedOut.signIn',
  'ui.close',
] as const satisfies readonly MessagePath[];
