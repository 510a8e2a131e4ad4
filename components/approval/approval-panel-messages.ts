import type { MessagePath } from '@/components/ui/pick-messages';

export const approvalPanelMessages = [
  'approval.panel.explain',
  'approval.panel.explainOther',
  'approval.panel.none',
  'approval.panel.create',
  'approval.panel.creating',
  'approval.panel.createNew',
  'approval.panel.failed',
  'approval.panel.link',
  'approval.panel.once',
  'approval.panel.waiting',
  'approval.panel.following',
  'approval.panel.expired',
  'approval.panel.declined',
  'approval.panel.approved',
  'approval.panel.resume',
  'ui.copy',
  'ui.copyNamed',
  'ui.copied',
  'ui.copiedNamed',
  'ui.copyRefused',
] as const satisfies readonly MessagePath[];
