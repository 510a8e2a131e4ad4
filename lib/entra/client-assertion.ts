import 'server-only';
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ClientCertificate } from './client-certificate';

/** Within the five to ten minutes that Entra ID advises. */
const LIFETIME_SECONDS = 5 * 60;

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Assertion = {
  readonly clientId: string;
  /** The token endpoint that it is for. */
  readonly audience: string;
};

/**
 * A signed statement of who the application is, good for one request: it takes the place of a client secret.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function signClientAssertion(
  { privateKey, thumbprint }: ClientCertificate,
  { clientId, audience }: Assertion,
): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setNotBefore('0 seconds ago')
    .setExpirationTime(`${LIFETIME_SECONDS} seconds`)
    .sign(privateKey);
}
