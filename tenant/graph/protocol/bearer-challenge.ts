const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

/** Goes with every 401 of Graph. */
export function bearerChallenge(): Record<string, string> {
  return { 'WWW-Authenticate': challenge };
}

/**
 * The token is good but the session behind it was revoked: the client has to bring one that is newer than this moment.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge(now: number): Record<string, string> {
  const notBefore = { essential: true, value: String(Math.floor(now / 1000)) };
  const claims = Buffer.from(JSON.stringify({ access_token: { nbf: notBefore } })).toString('base64');
  return { 'WWW-Authenticate': `${challenge}, error="insufficient_claims", claims="${claims}"` };
}
