import type { MessagePath } from '@/components/ui/pick-messages';

export const enterEndMessages = [
  'notices.when.enter',
  'notices.when.enterDialog',
  'notices.problems.failed',
  'notices.problems.many',
  'notices.problems.signedOut',
  'notices.problems.smtpMissing',
  'notices.problems.target',
  'notices.problems.unknown',
  'ui.close',
] as const satisfies readonly MessagePath[];
