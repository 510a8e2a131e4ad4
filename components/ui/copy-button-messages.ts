import type { MessagePath } from '@/components/ui/pick-messages';

export const copyButtonMessages = [
  'ui.copy',
  'ui.copyNamed',
  'ui.copied',
  'ui.copiedNamed',
  'ui.copyRefused',
] as const satisfies readonly MessagePath[];
