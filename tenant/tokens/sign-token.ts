import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key';
import { tokenLifetimeSeconds, type Claims } from './token-claims';

/** Entra ID dates tokens back, so that a client whose clock is late takes them at once. */
const backdatedSeconds = 300;

/** In seconds; what the answer calls the lifetime is one less than what is left of it. */
export function validityOf(now: number): { readonly from: number; readonly until: number } {
  const seconds = Math.floor(now / 1000);
  return { from: seconds - backdatedSeconds, until: seconds + tokenLifetimeSeconds + 1 };
}

/** `x5t` names the key a second time in tokens of v1.0 only. */
export function signToken(key: SigningKey, claims: Claims, now: number): Promise<string> {
  const { from, until } = validityOf(now);
  const named = { kid: key.keyId, ...(claims.ver !== '2.0' && { x5t: key.keyId }) };
  return new SignJWT({ ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', ...named })
    .setIssuedAt(from)
    .setNotBefore(from)
    .setExpirationTime(until)
    .sign(key.privateKey);
}
