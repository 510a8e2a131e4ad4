import 'server-only';
import { type AuditLog, auditTrail } from '@/lib/audit/audit';
import type { EntraClient } from '@/lib/entra/entra-client';
import type { EntraProblemKind } from '@/lib/entra/entra-problem';
import { redeemRefreshToken } from '@/lib/entra/token-request';
import type { GraphContext } from '@/lib/graph/graph-context';
import { listRoles } from '@/lib/graph/members';
import { readOrganization } from '@/lib/graph/organization';
import type { Sealer } from '@/lib/seal/seal';
import { READ_TOKENS_PURPOSE, readScopes, type ReadTokens, SESSION_HOURS, type Session } from '@/lib/session/session';
import type { NewSession, SessionStore } from '@/lib/session/session-store';

/** What sign-in brought. */
export type SignedIn = {
  readonly tenantId: string;
  readonly personId: string;
  readonly personName: string;
  readonly personUpn: string;
  /** Role template ids of the id token's `wids` claim; null when the registration does not ask for the claim. */
  readonly roleClaim: readonly string[] | null;
  readonly tokens: ReadTokens;
  readonly grantedScopes: readonly string[];
} & Pick<NewSession, 'address' | 'userAgent' | 'authenticatedAt' | 'entraSessionId'>;

export type StartSessionDependencies = {
  readonly portal: EntraClient;
  readonly sessions: Pick<SessionStore, 'create'>;
  readonly audit: AuditLog;
  readonly sealer: Sealer;
  readonly graph: (accessToken: string) => GraphContext;
  readonly now: () => number;
  readonly requestId: string;
};

/** Begins a session: finds out what may be read and which roles are active, and writes the row that the cookie names. */
export async function startSession(dependencies: StartSessionDependencies, signedIn: SignedIn): Promise<Session> {
  const { tokens, scopes } = await widenTokens(dependencies.portal, signedIn);
  const graph = dependencies.graph(tokens.accessToken);
  const organization = await readOrganization(graph);
  const roles = signedIn.roleClaim ?? (await readActiveRoles(graph));
  const session = await dependencies.sessions.create({
    tenantId: signedIn.tenantId,
    personId: signedIn.personId,
    personName: signedIn.personName,
    personUpn: signedIn.personUpn,
    address: signedIn.address,
    userAgent: signedIn.userAgent,
    authenticatedAt: signedIn.authenticatedAt,
    entraSessionId: signedIn.entraSessionId,
    tenantName: organization.ok ? organization.value.name : null,
    tenantDomain: organization.ok ? organization.value.domain : null,
    roles,
    scopes,
    rolesReadAt: new Date(dependencies.now()),
    sealedReadTokens: dependencies.sealer.seal(READ_TOKENS_PURPOSE, JSON.stringify(tokens)),
    expiresAt: new Date(dependencies.now() + SESSION_HOURS * 3_600_000),
  });
  const trail = auditTrail(dependencies.audit, session, dependencies.requestId);
  await trail.record({ action: 'sign-in', outcome: 'done', detail: { scopes: scopes.join(' ') } });
  return session;
}

const passing: readonly EntraProblemKind[] = ['throttled', 'unavailable', 'unreachable'];

type Readable = { readonly tokens: ReadTokens; readonly scopes: readonly string[] };

/**
 * After a sign-in with less than all read scopes, asks for each of the others without the person: what the tenant
 * has consented to is granted, the rest stays unread.
 */
async function widenTokens(portal: EntraClient, { tokens, grantedScopes }: SignedIn): Promise<Readable> {
  const granted = readScopes.filter((scope) => grantedScopes.includes(scope));
  const missing = readScopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0 || !tokens.refreshToken) return { tokens, scopes: granted };
  const consented: string[] = [...granted];
  for (const scope of missing) {
    const asked = await redeemRefreshToken(portal, tokens.refreshToken, [scope]);
    if (asked.ok) consented.push(scope);
    // It was waited for as long as may be, while the person waits to be signed in.
    else if (passing.includes(asked.error.kind)) break;
  }
  if (consented.length === granted.length) return { tokens, scopes: granted };
  const widened = await redeemRefreshToken(portal, tokens.refreshToken, consented);
  return widened.ok ? { tokens: widened.value, scopes: consented } : { tokens, scopes: granted };
}

async function readActiveRoles(graph: GraphContext): Promise<readonly string[]> {
  const roles = await listRoles(graph);
  return roles.ok ? roles.value.templateIds : [];
}
