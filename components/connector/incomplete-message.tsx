import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import { incompleteActionsMessages } from './incomplete-actions-messages';

type IncompleteMessageProps = {
  readonly connectors: readonly Pick<ConnectorSummary, 'state'>[];
  readonly mayChange: boolean;
  readonly children: ReactNode;
};

/** Brings the words of `Resume` and `Undo` to a list in which there is something to resume or undo. */
export function IncompleteMessage({ connectors, mayChange, children }: IncompleteMessageProps) {
  const open = connectors.some(({ state }) => state === 'incomplete' || state === 'removing');
  return open && mayChange ? <ClientMessages of={incompleteActionsMessages}>{children}</ClientMessages> : children;
}
