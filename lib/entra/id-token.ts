import 'server-only';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { z } from 'zod';
import { fetchWithRetry } from '@/lib/http/fetch-with-retry';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import type { EntraApplication } from './entra-client';
import { tokenIssuerHost } from './token-issuer';

const claimsSchema = z.object({
  oid: z.guid(),
  tid: z.guid(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  wids: z.array(z.string()).optional(),
  /** When the person last gave their credentials, in seconds since the epoch; an optional claim of the registration. */
  auth_time: z.number().optional(),
});

export type IdTokenClaims = z.infer<typeof claimsSchema>;

const CLOCK_TOLERANCE_SECONDS = 300;

/**
 * Verifies the signature, issuer, audience, lifetime and nonce of an id token. msal trusts TLS for the signature;
 * these claims decide who consented, so they are checked here.
 *
 * @returns its claims, or null when anything is wrong
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export async function verifyIdToken(
  application: EntraApplication,
  idToken: string,
  nonce: string,
): Promise<IdTokenClaims | null> {
  const authority = `${application.authorityHost}/${application.tenantId}`;
  const options = { [customFetch]: fetchWithRetry(outgoingFetch, application.clock) };
  const keys = createRemoteJWKSet(new URL(`${authority}/discovery/v2.0/keys`), options);
  try {
    const { payload } = await jwtVerify(idToken, keys, {
      issuer: `${tokenIssuerHost(application.authorityHost)}/${application.tenantId}/v2.0`,
      audience: application.clientId,
      algorithms: ['RS256'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    if (payload.nonce !== nonce) return null;
    return claimsSchema.parse(payload);
  } catch {
    return null;
  }
}
