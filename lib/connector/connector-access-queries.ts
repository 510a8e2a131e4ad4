import 'server-only';
import { fail, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import type { Access } from '@/lib/session/define-action';
import type { Session } from '@/lib/session/session';
import { findSession, refuse } from '@/lib/session/session-queries';
import type { Connector } from './connector';
import { authorizeOnConnector } from './connector-access';
import { connectorStore } from './connector-store';

/** For actions whose first argument is the id of a connector of the session's tenant. */
export const onConnector: Access<readonly [string, ...unknown[]], ChangeableConnector> = async (session, [id]) => {
  const connector = await connectorStore.find({ tenantId: session.tenantId, id });
  if (!connector) return fail('unknown');
  const operator = await authorizeOnConnector(session, connector);
  return operator ? succeed({ connector, operator }) : fail('forbidden');
};

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
