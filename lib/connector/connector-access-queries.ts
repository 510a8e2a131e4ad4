import 'server-only';
import { forbidden } from 'next/navigation';
import type { Operator } from '@/lib/session/access';
import type { Session } from '@/lib/session/session';
import { findSession, recordRefusal } from '@/lib/session/session-queries';
import type { Connector } from './connector';
import { authorizeOnConnector } from './connector-access';
import { connectorStore } from './connector-store';

/** For actions: whoever may not change the connector gets a 403, which is recorded. */
export async function requireConnectorOperator(session: Session, connector: Connector): Promise<Operator> {
  const operator = await authorizeOnConnector(session, connector);
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

async function refuse(session: Session): Promise<never> {
  await recordRefusal(session);
  forbidden();
}
