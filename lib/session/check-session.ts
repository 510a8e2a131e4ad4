import 'server-only';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { EntraClient } from '@/lib/entra/entra-client';
import type { EntraProblemKind } from '@/lib/entra/entra-problem';
import { redeemRefreshToken } from '@/lib/entra/token-request';
import type { DelegatedTokens } from '@/lib/entra/token-response';
import type { GraphContext } from '@/lib/graph/graph-context';
import { listRoles } from '@/lib/graph/members';
import type { Sealer } from '@/lib/seal/seal';
import { type AccessLevel, accessLevel } from './access';
import { READ_TOKENS_PURPOSE, type ReadTokens, type Session } from './session';
import type { SessionStore } from './session-store';

export type CheckDependencies = {
  readonly sessions: Pick<SessionStore, 'saveCheck'>;
  readonly portal: EntraClient;
  readonly sealer: Sealer;
  readonly graph: (accessToken: string) => GraphContext;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly end: (session: Session, reason: 'account' | 'role') => Promise<unknown>;
};

/** How long a session goes on while Microsoft says nothing of its person; milliseconds. */
const UNANSWERED_LIMIT_MS = 30 * 60_000;

/** What says nothing of the person: Microsoft is busy or away, or the portal's own registration is what is wrong. */
const silent: readonly EntraProblemKind[] = ['throttled', 'unavailable', 'unreachable', 'unknown', 'setup', 'secret'];

const ranks: Readonly<Record<AccessLevel, number>> = { none: 0, viewer: 1, operator: 2 };

/**
 * Asks Microsoft whether the person may still work here. Redeeming the refresh token is what tells of the account: Entra
 * refuses it once the account is disabled or deleted, its sessions are revoked or a policy wants a sign-in. The roles are
 * those that Graph shows; where it hides them, those of the new id token; where neither tells, those of sign-in stay.
 *
 * @param tokens of the session; null when they cannot be read
 * @returns the session as it is now, or null when it has been ended
 * @see https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-revocation
 */
export async function checkSession(
  dependencies: CheckDependencies,
  session: Session,
  tokens: ReadTokens | null,
): Promise<Session | null> {
  const { portal, end, now } = dependencies;
  const renewed = tokens?.refreshToken ? await redeemRefreshToken(portal, tokens.refreshToken, session.scopes) : null;
  if (!renewed?.ok) {
    const isSilent = renewed !== null && silent.includes(renewed.error.kind);
    if (isSilent && now() - session.checkedAt.getTime() < UNANSWERED_LIMIT_MS) return session;
    await end(session, 'account');
    return null;
  }
  const roles = (await readRoles(dependencies, session, renewed.value)) ?? session.roles;
  if (ranks[accessLevel(roles)] < ranks[accessLevel(session.roles)]) {
    await end(session, 'role');
    return null;
  }
  const { accessToken, expiresAt, refreshToken } = renewed.value;
  const kept: ReadTokens = { accessToken, expiresAt, refreshToken: refreshToken ?? tokens?.refreshToken ?? null };
  return save(dependencies, { ...session, roles, checkedAt: new Date(now()) }, kept);
}

async function save(
  { sessions, sealer }: CheckDependencies,
  session: Session,
  tokens: ReadTokens,
): Promise<Session | null> {
  const { id, roles, checkedAt } = session;
  const sealedReadTokens = sealer.seal(READ_TOKENS_PURPOSE, JSON.stringify(tokens));
  return (await sessions.saveCheck(id, { roles, checkedAt, sealedReadTokens })) ? session : null;
}

const claimsSchema = z.object({ oid: z.string(), wids: z.array(z.string()) });

/** Null where neither Graph nor the token tells. */
async function readRoles(
  { graph }: CheckDependencies,
  { personId }: Session,
  { accessToken, idToken }: DelegatedTokens,
): Promise<readonly string[] | null> {
  const read = await listRoles(graph(accessToken));
  if (read.ok && read.value.complete) return read.value.templateIds;
  // It came from the token endpoint over TLS, for a token of this person: its signature says nothing more.
  const claims = claimsSchema.safeParse(idToken ? decodeJwt(idToken) : null).data;
  return claims?.oid === personId ? claims.wids : null;
}
