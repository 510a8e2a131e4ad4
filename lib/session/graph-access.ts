import 'server-only';
import { redeemRefreshToken } from '@/lib/entra/token-request';
import { environmentCloud } from '@/lib/env';
import type { GraphContext } from '@/lib/graph/graph-context';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { type RetryContext, systemClock } from '@/lib/http/retry';
import { portalClient } from './portal-client';
import { portalSealer } from '@/lib/seal/portal-keys';
import { READ_TOKENS_PURPOSE, type ReadTokens, readTokensSchema, type Session } from './session';
import { sessionStore } from './session-store';

/** Microsoft Graph as this portal reaches it, with a token of the person. */
export function graphContext(accessToken: string, clock: RetryContext = systemClock): GraphContext {
  return { graphUrl: environmentCloud().graphUrl, token: accessToken, fetch: outgoingFetch, clock };
}

const RENEW_BEFORE_MS = 120_000;

/**
 * Graph with the session's read token, renewed when it is about to end.
 *
 * @returns null when Entra no longer renews it: the person has to sign in again to read the tenant
 */
export async function readGraph(session: Session, clock: RetryContext = systemClock): Promise<GraphContext | null> {
  const tokens = await openReadTokens(session);
  if (!tokens) return null;
  if (tokens.expiresAt > Date.now() + RENEW_BEFORE_MS) return graphContext(tokens.accessToken, clock);
  if (!tokens.refreshToken || session.scopes.length === 0) return null;
  const renewed = await redeemRefreshToken(portalClient(clock), tokens.refreshToken, session.scopes);
  if (!renewed.ok) return null;
  const { accessToken, expiresAt, refreshToken } = renewed.value;
  const kept: ReadTokens = { accessToken, expiresAt, refreshToken: refreshToken ?? tokens.refreshToken };
  await sessionStore.saveSealedReadTokens(session.id, portalSealer().seal(READ_TOKENS_PURPOSE, JSON.stringify(kept)));
  return graphContext(accessToken, clock);
}

/** @returns null when there are none any more, or another key sealed them */
export async function openReadTokens({ id }: Session): Promise<ReadTokens | null> {
  const sealed = await sessionStore.findSealedReadTokens(id);
  const clear = sealed && portalSealer().open(READ_TOKENS_PURPOSE, sealed);
  return clear ? (readTokensSchema.safeParse(JSON.parse(clear)).data ?? null) : null;
}
