import 'server-only';
import type { ConsentFlow, Grant } from '@/lib/consent/consent';
import { findGrant } from '@/lib/consent/consent-grant';
import type { ConsentDependencies } from '@/lib/consent/open-consent';
import { admitOperator, type Operator } from '@/lib/session/access';
import type { Session } from '@/lib/session/session';
import type { Connector } from './connector';
import { admitToConnector } from './connector-access';
import type { ConnectorStore } from './connector-store';

/** A flow of the person's own, its connector, and the right and the token to work on it. */
export type AuthorizedWork = {
  readonly operator: Operator;
  readonly flow: ConsentFlow;
  readonly connector: Connector | null;
  /** Null when the elevated token has ended: consent again. */
  readonly grant: Grant | null;
};

export type WorkSources = Pick<ConsentDependencies, 'flows' | 'sealer'> & { readonly connectors: ConnectorStore };

/** @returns null when the flow is not this person's, or their roles no longer allow the work */
export async function authorizeWork(
  { flows, sealer, connectors }: WorkSources,
  session: Session,
  flowId: string,
): Promise<AuthorizedWork | null> {
  const { tenantId, personId } = session;
  const flow = await flows.find({ id: flowId, tenantId, personId });
  if (!flow) return null;
  const connector = flow.connectorId ? await connectors.find({ tenantId, id: flow.connectorId }) : null;
  const operator = connector ? await admitToConnector(session, connector) : admitOperator(session);
  if (!operator) return null;
  return { operator, flow, connector, grant: await findGrant({ flows, sealer }, flow) };
}
