import { Suspense } from 'react';
import { getSeenStatus } from '@/lib/inspection/inspection-queries';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import { StatusPill } from './status-pill';

/** What the portal's own rows say at once, and what the directory says when it has answered. */
export function SeenPill({ connector }: { readonly connector: ConnectorSummary }) {
  return (
    <Suspense fallback={<StatusPill status={connector.status} />}>
      <ReadPill connector={connector} />
    </Suspense>
  );
}

async function ReadPill({ connector }: { readonly connector: ConnectorSummary }) {
  return <StatusPill status={await getSeenStatus(connector)} />;
}
