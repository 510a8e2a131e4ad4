import type { MessagePath } from '@/components/ui/pick-messages';

export const incompleteActionsMessages = [
  'connector.list.resume',
  'connector.list.undo',
  'connector.list.resumeNamed',
  'connector.list.undoNamed',
  'connector.list.finishRemoving',
  'connector.list.finishRemovingNamed',
  'connector.undoDialog',
  'consent.signedOut.signIn',
  'enable.problems',
  'ui.close',
] as const satisfies readonly MessagePath[];
