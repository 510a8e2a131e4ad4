import 'server-only';
import { decodeJwt } from 'jose';
import { fail, type Result, succeed } from '@/lib/result';
import { askEntra, type EntraClient } from './entra-client';
import type { EntraProblem } from './entra-problem';

export type AppToken = {
  readonly accessToken: string;
  /** Application permissions that the token carries. */
  readonly roles: readonly string[];
};

/**
 * A fresh token by client credentials, as the SIEM will get it. Its roles are read to learn whether a new grant has
 * arrived everywhere; they decide nothing about anybody's rights here.
 *
 * @param resource such as https://graph.microsoft.com
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function requestAppToken(client: EntraClient, resource: string): Promise<Result<AppToken, EntraProblem>> {
  const issued = await askEntra(client, async (msal) => {
    const result = await msal.acquireTokenByClientCredential({ scopes: [`${resource}/.default`], skipCache: true });
    return result && { accessToken: result.accessToken, roles: readRoles(result.accessToken) };
  });
  if (!issued.ok) return issued;
  return issued.value ? succeed(issued.value) : fail({ kind: 'unknown', aadsts: null, correlationId: null });
}

function readRoles(accessToken: string): readonly string[] {
  const { roles } = decodeJwt(accessToken);
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
}
