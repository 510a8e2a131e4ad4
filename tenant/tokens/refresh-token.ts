import { hashSecret, mintOpaqueValue } from '../store/client-secret';
import type { StoredRefreshToken } from '../store/tenant-state';
import type { TenantStore } from '../store/tenant-store';

const refreshTokenLifetimeMs = 90 * 86_400_000;

/** Of a page, counted from its sign-in. @see https://learn.microsoft.com/entra/identity-platform/refresh-tokens */
const pageLifetimeMs = 86_400_000;

/** How long an expired token is still recognised, so that the refusal can say why. */
const remembranceMs = 30 * 86_400_000;

/** The newest ones; every write of the state takes the longer the more there are. */
const keptTokens = 1000;

/**
 * Every use gives a new one with 90 days of its own, to a page only until the end of the first; the used one stays valid,
 * as with Entra ID.
 */
export function issueRefreshToken(
  store: TenantStore,
  grant: Pick<StoredRefreshToken, 'appId' | 'personId' | 'scope' | 'signedInAt' | 'authentication' | 'platform'> & {
    /** Of the one that was used; undefined at a sign-in. */
    readonly refreshableUntil: number | undefined;
  },
  now: number,
): string {
  const value = mintOpaqueValue(96);
  const { refreshableUntil, ...kept } = grant;
  const expiresAt =
    grant.platform === 'spa' ? (refreshableUntil ?? now + pageLifetimeMs) : now + refreshTokenLifetimeMs;
  const stored = { ...kept, hash: hashSecret(value), expiresAt };
  store.update((state) => ({
    ...state,
    refreshTokens: [
      ...state.refreshTokens.slice(1 - keptTokens).filter(({ expiresAt }) => expiresAt + remembranceMs > now),
      stored,
    ],
  }));
  return value;
}

export function findRefreshToken(store: TenantStore, value: string): StoredRefreshToken | undefined {
  const hash = hashSecret(value);
  return store.read().refreshTokens.find((token) => token.hash === hash);
}
