import 'server-only';
import type { Connector } from '@/lib/connector/connector';
import { isAppRoleGranted } from '@/lib/graph/app-role-assignments';
import type { GraphContext } from '@/lib/graph/graph-context';
import { retryDelay } from '@/lib/http/retry';
import { findRequestedRole } from './requested-role';

export type Verdict = 'granted' | 'missing' | 'unread';

/** A grant shows within seconds; whoever waits for the page waits no longer than this. */
const ATTEMPTS = 4;

/** Whether the directory holds the connector's permission: looked up, whatever a redirect says. */
export async function verifyGrant(graph: GraphContext | null, connector: Connector): Promise<Verdict> {
  if (!graph) return 'unread';
  for (let attempt = 1; ; attempt += 1) {
    const verdict = await lookOnce(graph, connector);
    // What could not be read was waited for as long as the service asked.
    if (verdict !== 'missing' || attempt === ATTEMPTS) return verdict;
    await graph.clock.sleep(retryDelay({ attempt, retryAfterSeconds: null }));
  }
}

async function lookOnce(graph: GraphContext, connector: Connector): Promise<Verdict> {
  const target = await findRequestedRole(graph, connector);
  if (!target || !connector.servicePrincipalId) return 'unread';
  const granted = await isAppRoleGranted(graph, { ...target, principalId: connector.servicePrincipalId });
  // A replica that does not know the new service principal yet.
  if (!granted.ok) return granted.error.kind === 'notFound' ? 'missing' : 'unread';
  return granted.value ? 'granted' : 'missing';
}
