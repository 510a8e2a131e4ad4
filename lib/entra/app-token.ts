import 'server-only';
import { decodeJwt } from 'jose';
import { fail, type Result, succeed } from '@/lib/result';
import { createMsalClient, type EntraClient, problemFromMsal } from './entra-client';
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
  try {
    const result = await createMsalClient(client).acquireTokenByClientCredential({
      scopes: [`${resource}/.default`],
      skipCache: true,
    });
    if (!result) return fail({ kind: 'unknown', aadsts: null, correlationId: null });
    const { roles } = decodeJwt(result.accessToken);
    return succeed({
      accessToken: result.accessToken,
      roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    });
  } catch (error) {
    return fail(problemFromMsal(error));
  }
}
