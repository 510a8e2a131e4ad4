import { operationPanelMessages } from '@/components/operation/operation-panel-messages';
import type { MessagePath } from '@/components/ui/pick-messages';

export const remedyMessages = [...operationPanelMessages, 'connector.remedy'] as const satisfies readonly MessagePath[];
