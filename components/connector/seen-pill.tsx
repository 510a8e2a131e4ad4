import { Suspense } from 'react';
import { getListedStatus, getSeenStatus } from '@/lib/connector/inspection-queries';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import { StatusPill } from './status-pill';

type SeenPillProps = {
  readonly connector: ConnectorSummary;
  /** A list reads all applications at once, a page looks at its own. */
  readonly on: 'list' | 'page';
};

/** What the portal's own rows say at once, and what the directory says when it has answered. */
export function SeenPill({ connector, on }: SeenPillProps) {
  return (
    <Suspense fallback={<StatusPill status={connector.status} />}>
      <ReadPill connector={connector} on={on} />
    </Suspense>
  );
}

async function ReadPill({ connector, on }: SeenPillProps) {
  const read = on === 'list' ? getListedStatus : getSeenStatus;
  return <StatusPill status={await read(connector)} />;
}
