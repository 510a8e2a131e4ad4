import 'server-only';
import { forbidden } from 'next/navigation';
import { consentDependencies } from '@/lib/consent/consent-wiring';
import type { Operator } from '@/lib/session/access';
import type { Session } from '@/lib/session/session';
import { findSession, recordRefusal } from '@/lib/session/session-queries';
import { authorizeWork, type AuthorizedWork } from './authorize-work';
import type { Connector } from './connector';
import { admitToConnector } from './connector-access';
import { connectorStore } from './connector-store';

/** For actions: whoever may not change the connector gets a 403, which is recorded. */
export async function requireConnectorOperator(session: Session, connector: Connector): Promise<Operator> {
  const operator = await admitToConnector(session, connector);
  return operator ?? refuse(session);
}

export type ChangeableConnector = { readonly connector: Connector; readonly operator: Operator };

/**
 * For actions on one connector of the session's tenant, as `requireConnectorOperator`.
 *
 * @returns null without a session, and where there is no such connector
 */
export async function findChangeableConnector(connectorId: string): Promise<ChangeableConnector | null> {
  const session = await findSession();
  const connector = session && (await connectorStore.find({ tenantId: session.tenantId, id: connectorId }));
  return connector && { connector, operator: await requireConnectorOperator(session, connector) };
}

/** For actions that do what a flow's consent allowed: a 403 for whoever has no such flow or no longer the roles. */
export async function requireWork(flowId: string): Promise<AuthorizedWork> {
  const session = await findSession();
  const { flows, sealer } = consentDependencies();
  const work = session && (await authorizeWork({ flows, sealer, connectors: connectorStore }, session, flowId));
  return work ?? refuse(session);
}

async function refuse(session: Session | null): Promise<never> {
  if (session) await recordRefusal(session);
  forbidden();
}
