import type { MessagePath } from '@/components/ui/pick-messages';
import { consentPanelMessages } from './consent-panel-messages';

export const operationPanelMessages = [
  ...consentPanelMessages,
  'connector.operation',
  'consent.waiting',
  'consent.signIn',
  'consent.expiresIn',
  'enable.problems',
  'problem',
  'setup.wait.replication.text',
  'setup.wait.replication.work',
  'setup.wait.throttled.text',
  'setup.wait.throttled.work',
  'setup.wait.unavailable.text',
  'setup.wait.unavailable.work',
  'setup.wait.attempt',
  'setup.wait.elapsed',
] as const satisfies readonly MessagePath[];
