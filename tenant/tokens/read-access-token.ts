import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { SigningKey } from './signing-key';
import type { SigningKeys } from './signing-keys';
import { issuerV1 } from './token-claims';

const shared = { appid: z.guid(), oid: z.guid() };

const accessTokenSchema = z.discriminatedUnion('idtyp', [
  z.object({ ...shared, idtyp: z.literal('user'), scp: z.string() }),
  z.object({ ...shared, idtyp: z.literal('app'), roles: z.array(z.string()).default([]) }),
]);

export type AccessToken = Readonly<z.output<typeof accessTokenSchema>>;

export type TokenFault = 'malformed' | 'expired' | 'wrongAudience' | 'wrongSignature';

type TokenExpectation = { readonly audiences: readonly string[]; readonly now: number };

/** The API's side of a token: signature, lifetime, issuer and audience, in the order a service checks them. */
export async function readAccessToken(
  keys: SigningKeys,
  token: string,
  { audiences, now }: TokenExpectation,
): Promise<Result<AccessToken, TokenFault>> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
      algorithms: ['RS256'],
      issuer: issuerV1,
      audience: [...audiences],
      currentDate: new Date(now),
      clockTolerance: 5,
    });
    const parsed = accessTokenSchema.safeParse(payload);
    return parsed.success ? succeed(parsed.data) : fail('malformed');
  } catch (error) {
    return fail(faultOf(error));
  }
}

/** A key that is published no more has signed nothing that counts. */
function keyOf(keys: SigningKeys, keyId: string | undefined): SigningKey['publicKey'] {
  const key = keys.find(keyId);
  if (key === undefined) throw new errors.JWSSignatureVerificationFailed();
  return key.publicKey;
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') return 'wrongAudience';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrongSignature';
  return 'malformed';
}
