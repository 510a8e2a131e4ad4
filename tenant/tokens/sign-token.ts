import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key';
import { tokenLifetimeSeconds, type Claims } from './token-claims';

export function signToken(key: SigningKey, claims: Claims, now: number): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.keyId, x5t: key.keyId })
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    .sign(key.privateKey);
}
