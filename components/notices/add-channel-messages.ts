import type { MessagePath } from '@/components/ui/pick-messages';

export const addChannelMessages = [
  'notices.channels.add',
  'notices.channels.dialog',
  'notices.channels.kinds',
  'notices.channels.languages',
  'notices.channels.gets.info',
  'notices.channels.gets.warning',
  'notices.channels.gets.critical',
  'notices.channels.calendarDialog',
  'notices.channels.keyDialog',
  'notices.problems',
  'ui.close',
  'ui.copied',
  'ui.copiedNamed',
  'ui.copy',
  'ui.copyNamed',
  'ui.copyRefused',
] as const satisfies readonly MessagePath[];
