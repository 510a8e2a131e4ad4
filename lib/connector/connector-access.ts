import 'server-only';
import { listOwners } from '@/lib/graph/service-principals';
import { authorizeOperator, authorizeOwner, type Operator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import { readGraph } from '@/lib/session/graph-access';
import type { Session } from '@/lib/session/session';
import type { Connector } from './connector';

/**
 * Who may change one connector: operators, and a Security Administrator who owns its service principal, which only
 * the directory knows.
 */
export async function authorizeOnConnector(session: Session, connector: Connector): Promise<Operator | null> {
  const operator = authorizeOperator(session);
  if (operator) return operator;
  const { servicePrincipalId } = connector;
  if (!servicePrincipalId || !session.roles.includes(directoryRoles.securityAdministrator)) return null;
  const graph = await readGraph(session);
  const owners = graph && (await listOwners(graph, servicePrincipalId));
  return owners?.ok ? authorizeOwner(session, owners.value) : null;
}
