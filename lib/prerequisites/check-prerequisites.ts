import 'server-only';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { Session } from '@/lib/session/session';
import type { SessionStore } from '@/lib/session/session-store';
import type { Prerequisite, PrerequisitesReport } from './prerequisite';
import { activeRoles, findingsOf, evaluateTenant } from './prerequisite-rules';
import { readTenant } from './read-tenant';

export type CheckDependencies = {
  /** Null when Entra no longer renews the session's read token. */
  readonly graph: GraphContext | null;
  readonly sessions: SessionStore;
  readonly now: () => Date;
};

const names = ['roles', 'grantableApis', 'licence', 'defenderApi', 'secretPolicy'] as const;

/** Checks the tenant and keeps with the session what enabling needs, and which roles are active now. */
export async function checkPrerequisites(
  { graph, sessions, now }: CheckDependencies,
  session: Session,
): Promise<PrerequisitesReport> {
  const checkedAt = now();
  if (!graph) return { checks: names.map(unreadBySession), checkedAt: checkedAt.toISOString() };
  const reading = await readTenant(graph);
  const evaluation = { now: checkedAt, scopes: session.scopes, rolesAtSignIn: session.roles };
  const roles = activeRoles(reading, evaluation);
  if (!roles.asOfSignIn) await sessions.saveRoles(session.id, roles.templateIds);
  await sessions.saveFindings(session.id, findingsOf(reading, checkedAt));
  return { checks: evaluateTenant(reading, evaluation), checkedAt: checkedAt.toISOString() };
}

function unreadBySession(name: (typeof names)[number]): Prerequisite {
  return { name, state: 'unknown', found: { cause: 'session' } };
}
