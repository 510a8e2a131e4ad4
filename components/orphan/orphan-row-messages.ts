import type { MessagePath } from '@/components/ui/pick-messages';

export const orphanRowMessages = [
  'consent.signedOut.signIn',
  'orphan.adopt',
  'orphan.adoptNamed',
  'orphan.remove',
  'orphan.removeNamed',
  'orphan.working',
  'orphan.notRecognised',
  'orphan.facts',
  'orphan.dialog',
  'orphan.problems',
  'ui.close',
] as const satisfies readonly MessagePath[];
