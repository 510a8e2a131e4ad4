import type { MessagePath } from '@/components/ui/pick-messages';

export const channelButtonsMessages = [
  'notices.channels.sendTest',
  'notices.channels.sendTestNamed',
  'notices.channels.sending',
  'notices.channels.sent',
  'notices.channels.notSent',
  'notices.channels.again',
  'notices.channels.againNamed',
  'notices.channels.remove',
  'notices.channels.removeNamed',
  'notices.channels.renew',
  'notices.channels.renewNamed',
  'notices.channels.removeDialog',
  'notices.channels.calendarDialog',
  'notices.problems',
  'ui.close',
  'ui.copied',
  'ui.copiedNamed',
  'ui.copy',
  'ui.copyNamed',
  'ui.copyRefused',
] as const satisfies readonly MessagePath[];
