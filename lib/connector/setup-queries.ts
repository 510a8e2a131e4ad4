import 'server-only';
import { notFound } from 'next/navigation';
import type { ConsentPurpose } from '@/lib/consent/consent';
import { consentStatus, type ConsentStatus, findOwnFlow } from '@/lib/consent/consent-queries';
import { requireViewer } from '@/lib/session/session-queries';
import { connectorStore } from './connector-store';
import { buildSetupView, type SetupView } from './setup-view';

/** The set-up page of the signed-in person's own flow. */
export async function getSetup(flowId: string): Promise<SetupView> {
  const { session } = await requireViewer();
  const flow = await findOwnFlow(flowId);
  if (!flow) notFound();
  const key = flow.connectorId && { tenantId: session.tenantId, id: flow.connectorId };
  const connector = key ? await connectorStore.find(key) : null;
  return buildSetupView({ flow, connector, now: Date.now() }) ?? notFound();
}

/** A passage that continues on the connector's page, after `Continue in this tab` or a reload. */
export type ConnectorPassage = {
  readonly flowId: string;
  readonly purpose: ConsentPurpose;
  readonly status: ConsentStatus;
};

export async function findConnectorPassage(connectorId: string, flowId: string): Promise<ConnectorPassage | null> {
  const flow = await findOwnFlow(flowId);
  if (flow?.connectorId !== connectorId) return null;
  return { flowId: flow.id, purpose: flow.purpose, status: consentStatus(flow) };
}
