import type { MessagePath } from '@/components/ui/pick-messages';

export const noticeButtonsMessages = [
  'notices.acknowledge',
  'notices.acknowledgeNamed',
  'notices.snooze',
  'notices.snoozeNamed',
  'notices.snoozeFor',
  'notices.handled',
  'notices.handledDialog',
  'notices.problems',
  'ui.close',
  'ui.lost',
] as const satisfies readonly MessagePath[];
