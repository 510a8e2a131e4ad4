import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { fail, type Result, succeed } from '@/lib/result';

/** Why a token cannot be one of Entra ID for this tenant. */
export type TokenFault = 'unsigned' | 'otherIssuer' | 'expired' | 'notYet' | 'unknownKey' | 'forged';

/**
 * What is known of a token that may be one of Entra ID. signed: its signature is the tenant's. plausible: everything fits
 * but the signature, which nobody but the API can check, or whose keys could not be read just now.
 */
export type TokenProof = 'signed' | 'plausible';

export type TokenCheck = {
  readonly tenantId: string;
  readonly keys: JWTVerifyGetKey;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

export type ProveToken = (token: string, signature: 'checked' | 'unchecked') => Promise<Result<TokenProof, TokenFault>>;

const CLOCK_TOLERANCE_SECONDS = 300;
/** Entra ID signs with nothing else. */
const ALGORITHM = 'RS256';

/**
 * Judges a token as far as anybody but its API can: algorithm, issuer and time of use, which cost nothing; then its key
 * among those of the tenant and, where asked, its signature. Tokens for Microsoft Graph are signed in a way that only
 * Graph can check.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export function tokenProver({ tenantId, keys, now }: TokenCheck): ProveToken {
  return async (token, signature) => {
    const fault = faultOf(token, { tenantId, seconds: now() / 1_000 });
    if (fault) return fail(fault);
    try {
      if (signature === 'checked') {
        const options = { algorithms: [ALGORITHM], clockTolerance: CLOCK_TOLERANCE_SECONDS };
        await jwtVerify(token, keys, { ...options, currentDate: new Date(now()) });
        return succeed('signed');
      }
      const [header = '', payload = '', sign = ''] = token.split('.');
      await keys({ ...decodeProtectedHeader(token), alg: ALGORITHM }, { protected: header, payload, signature: sign });
      return succeed('plausible');
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return fail('unknownKey');
      if (error instanceof errors.JWSSignatureVerificationFailed) return fail('forged');
      // Entra did not give its keys: the API that the token is for has them.
      return succeed('plausible');
    }
  };
}

type Expected = { readonly tenantId: string; readonly seconds: number };

function faultOf(token: string, { tenantId, seconds }: Expected): TokenFault | null {
  const { header, claims } = read(token) ?? {};
  if (header?.alg !== ALGORITHM || typeof header.kid !== 'string' || !token.split('.')[2]) return 'unsigned';
  if (!isIssuer(claims?.iss, tenantId)) return 'otherIssuer';
  if ((claims?.exp ?? 0) <= seconds - CLOCK_TOLERANCE_SECONDS) return 'expired';
  return (claims?.nbf ?? 0) > seconds + CLOCK_TOLERANCE_SECONDS ? 'notYet' : null;
}

function read(token: string) {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch {
    return null;
  }
}

/** Hosts differ between clouds and versions of tokens; the tenant in the path does not. */
function isIssuer(issuer: string | undefined, tenantId: string): boolean {
  const path = /^https:\/\/[\w.:-]+\/([\w-]+)(\/v2\.0)?\/?$/.exec(issuer ?? '');
  return path?.[1]?.toLowerCase() === tenantId;
}

/** A forger who invents key ids makes the portal ask Entra for its keys once in this time; milliseconds. */
const COOLDOWN_MS = 60_000;
const KEYS_TIMEOUT_MS = 5_000;

/** The keys of a tenant, read when they are needed and kept. @param authority origin and tenant */
export function tenantKeys(authority: string, send: typeof fetch): JWTVerifyGetKey {
  const address = new URL(`${authority}/discovery/v2.0/keys`);
  const times = { cooldownDuration: COOLDOWN_MS, timeoutDuration: KEYS_TIMEOUT_MS };
  return createRemoteJWKSet(address, { ...times, [customFetch]: send });
}
