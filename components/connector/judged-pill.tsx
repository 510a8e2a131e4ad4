import { Suspense } from 'react';
import type { JudgedStatus } from '@/lib/connector/connector-status';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import { getInspected } from '@/lib/inspection/inspection-queries';
import { StatusPill } from './status-pill';

/** The status of a connector's page. What needs no directory is there at once. */
export function JudgedPill({ connector }: { readonly connector: ConnectorSummary }) {
  if (connector.state !== 'ready') return <StatusPill status={connector.state} />;
  return (
    <Suspense fallback={<StatusPill status="checking" />}>
      <ReadPill connectorId={connector.id} />
    </Suspense>
  );
}

const unknown: Pick<JudgedStatus, 'status'> = { status: 'unknown' };

async function ReadPill({ connectorId }: { readonly connectorId: string }) {
  const { status } = (await getInspected(connectorId))?.judged ?? unknown;
  return <StatusPill status={status} />;
}
