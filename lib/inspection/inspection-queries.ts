import 'server-only';
import { cache } from 'react';
import type { ServiceError } from '@/lib/http/service-error';
import { listTaggedApplications, type TaggedApplications } from '@/lib/graph/tagged-applications';
import type { Result } from '@/lib/result';
import { readGraph } from '@/lib/session/graph-access';
import { keepAnswers } from '@/lib/session/kept-answers';
import { requireAsker, requireViewer } from '@/lib/session/session-queries';
import { CONNECTOR_TAG } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import type { ConnectorStatus, ConnectorSummary } from '@/lib/connector/connector-summary';
import { inspectConnector } from './inspect-connector';
import { type Inspection, isReplicated, seenStatus } from './inspection';

const NOTHING: Inspection = { faults: [], permissions: null, unread: null };

/** Looks at a connector in the directory, once a request. One that was made just now is left in peace. */
export const getInspection = cache(async (connectorId: string): Promise<Inspection> => {
  const { session } = await requireViewer();
  const connector = await connectorStore.find({ tenantId: session.tenantId, id: connectorId });
  const now = Date.now();
  if (!connector || !isReplicated(connector, now)) return NOTHING;
  return inspectConnector({ graph: await readGraph(session), now }, connector);
});

/** What the directory has granted against what the connector is for; null when it was not compared. */
export async function getPermissionsSeen(connectorId: string): Promise<Inspection['permissions']> {
  return (await getInspection(connectorId)).permissions;
}

/** The status of a connector's page, corrected by what the directory says. */
export async function getSeenStatus({ id, status }: ConnectorSummary): Promise<ConnectorStatus> {
  return seenStatus(status, (await getInspection(id)).faults);
}

/** Null when there is no token to read with. */
type TaggedRead = Result<TaggedApplications, ServiceError> | null;

const keeper = keepAnswers<TaggedRead>({ isAnswer: (tagged) => tagged?.ok === true });

/** Applications with this product's tag, in one request for the whole page, at most some seconds old. */
export const getTaggedApplications = cache(async (): Promise<TaggedRead> => {
  const { session } = await requireAsker();
  return keeper.read({ sessionId: session.id }, async () => {
    const graph = await readGraph(session);
    return graph && listTaggedApplications(graph, CONNECTOR_TAG);
  });
});
