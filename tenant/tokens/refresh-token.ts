import { hashSecret, mintOpaqueValue } from '../store/client-secret';
import type { StoredRefreshToken } from '../store/tenant-state';
import type { TenantStore } from '../store/tenant-store';

const refreshTokenLifetimeMs = 90 * 86_400_000;

/** How long an expired token is still recognised, so that the refusal can say why. */
const remembranceMs = 30 * 86_400_000;

/** The newest ones; every write of the state takes the longer the more there are. */
const keptTokens = 1000;

/** Every use gives a new one with 90 days of its own; the used one stays valid, as with Entra ID. */
export function issueRefreshToken(
  store: TenantStore,
  grant: Pick<StoredRefreshToken, 'appId' | 'personId' | 'scope' | 'signedInAt' | 'authentication'>,
  now: number,
): string {
  const value = mintOpaqueValue(96);
  const stored = { ...grant, hash: hashSecret(value), expiresAt: now + refreshTokenLifetimeMs };
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
