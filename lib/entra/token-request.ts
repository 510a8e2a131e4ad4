import 'server-only';
import { fail, type Result, succeed } from '@/lib/result';
import { askEntra, type EntraClient } from './entra-client';
import type { EntraProblem } from './entra-problem';
import { type DelegatedTokens, readTokens } from './token-response';

export type CodeRedemption = {
  readonly code: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
};

/**
 * Redeems an authorization code. State was compared by whoever found the flow; msal checks the nonce.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#redeem-a-code-for-an-access-token
 */
export async function redeemCode(
  client: EntraClient,
  redemption: CodeRedemption,
): Promise<Result<DelegatedTokens, EntraProblem>> {
  const { code, nonce, codeVerifier, redirectUri, scopes } = redemption;
  return askEntra(client, async (msal) => {
    const request = { code, nonce, codeVerifier, redirectUri, scopes: [...scopes] };
    return readTokens(msal, await msal.acquireTokenByCode(request, { code, nonce }));
  });
}

/**
 * New tokens from a refresh token, for the given scopes; fails with consentMissing when one is not consented to.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/refresh-tokens
 */
export async function redeemRefreshToken(
  client: EntraClient,
  refreshToken: string,
  scopes: readonly string[],
): Promise<Result<DelegatedTokens, EntraProblem>> {
  const renewed = await askEntra(client, async (msal) => {
    const result = await msal.acquireTokenByRefreshToken({ refreshToken, scopes: [...scopes], forceCache: true });
    return result && readTokens(msal, result);
  });
  if (!renewed.ok) return renewed;
  return renewed.value ? succeed(renewed.value) : fail({ kind: 'unknown', aadsts: null, correlationId: null });
}
