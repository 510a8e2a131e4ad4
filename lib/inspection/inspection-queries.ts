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
import type { ConnectorEvidence } from '@/lib/connector/connector-evidence';
import { certainFaults, evidenceOf, type JudgedStatus, judgeStatus } from '@/lib/connector/connector-status';
import { noteDrift } from '@/lib/notices/note-drift';
import { detailsSource } from '@/lib/connector/details-source';
import type { Foreign } from '@/lib/ownership/foreign';
import { findForeignAccess } from './foreign-access';
import { inspectConnector } from './inspect-connector';
import { directoryEvidence, type Inspection } from './inspection';

const nothing: Inspection = { faults: [], permissions: null, secretEndsAt: null, unread: null };

/** A connector looked at in the directory, and the status that follows. */
export type InspectedConnector = {
  readonly inspection: Inspection;
  readonly evidence: ConnectorEvidence;
  readonly judged: JudgedStatus;
};

/** Looks at a connector in the directory, once a request. */
export const getInspected = cache(async (connectorId: string): Promise<InspectedConnector | null> => {
  const { session } = await requireViewer();
  const connector = await connectorStore.find({ tenantId: session.tenantId, id: connectorId });
  if (!connector) return null;
  const now = Date.now();
  const inspection = await inspectConnector({ graph: await readGraph(session), now }, connector);
  const evidence = evidenceOf(connector, directoryEvidence(inspection, connector, now), now);
  const judged = judgeStatus(evidence);
  await noteDrift(session.tenantId, [{ id: connector.id, name: connector.name, judged }]);
  return { inspection, evidence, judged };
});

/** What the directory said of it. One that was made just now lacks nothing yet. */
export async function getInspection(connectorId: string): Promise<Inspection> {
  const inspected = await getInspected(connectorId);
  if (!inspected) return nothing;
  const { inspection, evidence } = inspected;
  const isSettling = evidence.directory.state === 'read' && evidence.directory.settling;
  if (!isSettling) return inspection;
  return { ...inspection, faults: certainFaults(inspection.faults, true), permissions: null };
}

/** What the directory has granted against what the connector is for; null when it was not compared. */
export async function getPermissionsSeen(connectorId: string): Promise<Inspection['permissions']> {
  return (await getInspection(connectorId)).permissions;
}

/** What others put into the connector's application; null when that could not be read. */
export async function getForeignSeen(connectorId: string): Promise<readonly Foreign[] | null> {
  const { session } = await requireViewer();
  const connector = await connectorStore.find({ tenantId: session.tenantId, id: connectorId });
  const { redirectUris } = detailsSource();
  return connector && findForeignAccess({ graph: await readGraph(session), redirectUris }, connector);
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
