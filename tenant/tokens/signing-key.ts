import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';

const algorithm = 'RS256';

export const privateJwkSchema = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

type PrivateJwk = z.output<typeof privateJwkSchema>;

export type SigningKey = {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** As the JWKS document shows it. */
  readonly publicJwk: JWK;
};

export async function generatePrivateJwk(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return privateJwkSchema.parse(await exportJWK(privateKey));
}

export async function openSigningKey(jwk: PrivateJwk): Promise<SigningKey> {
  const shared = { kty: jwk.kty, n: jwk.n, e: jwk.e };
  const keyId = (await calculateJwkThumbprint(shared)).slice(0, 27);
  return {
    keyId,
    privateKey: await importKey(jwk),
    publicKey: await importKey(shared),
    publicJwk: { ...shared, use: 'sig', kid: keyId, x5t: keyId, alg: algorithm },
  };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new Error('An RSA key was expected.');
  return key;
}
