import 'server-only';
import type { AuthenticationResult, ConfidentialClientApplication } from '@azure/msal-node';
import { z } from 'zod';

/** Tokens that Entra issued for a person. */
export type DelegatedTokens = {
  readonly accessToken: string;
  /** When the access token ends, milliseconds since the epoch. */
  readonly expiresAt: number;
  /** As granted; full or short names, as they were asked for. */
  readonly scopes: readonly string[];
  readonly refreshToken: string | null;
  readonly idToken: string;
};

const cacheSchema = z.object({ RefreshToken: z.record(z.string(), z.object({ secret: z.string() })) });

/** msal keeps the refresh token out of its result; its own cache of this one client holds it. */
export function readTokens(client: ConfidentialClientApplication, result: AuthenticationResult): DelegatedTokens {
  const cache = cacheSchema.safeParse(JSON.parse(client.getTokenCache().serialize()));
  const [kept] = cache.success ? Object.values(cache.data.RefreshToken) : [];
  return {
    accessToken: result.accessToken,
    expiresAt: result.expiresOn?.getTime() ?? 0,
    scopes: result.scopes,
    refreshToken: kept?.secret ?? null,
    idToken: result.idToken,
  };
}
