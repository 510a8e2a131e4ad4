import 'server-only';
import { fail, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import type { Access } from '@/lib/session/define-action';
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

export type ChangeableConnector = { readonly connector: Connector; readonly operator: Operator };
