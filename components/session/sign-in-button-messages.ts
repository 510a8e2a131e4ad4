import type { MessagePath } from '@/components/ui/pick-messages';

export const signInButtonMessages = [
  'signIn.button',
  'signIn.starting',
  'signIn.failed',
  'signIn.limitedButton',
] as const satisfies readonly MessagePath[];
