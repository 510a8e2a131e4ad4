import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { generate } from 'selfsigned';
import { z } from 'zod';

const lifetimeMs = 5 * 365 * 86_400_000;

/** What lies on disk of a key: PEM, the certificate with it. */
export const storedKeySchema = z.object({ privateKey: z.string(), certificate: z.string() });

type StoredKey = Readonly<z.output<typeof storedKeySchema>>;

export type SigningKey = {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** As the JWKS document shows it. */
  readonly publicJwk: JWK;
  readonly stored: StoredKey;
};

/** A new key, with a certificate such as Entra ID publishes in `x5c`: self-signed, for five years, in this name. */
export async function makeSigningKey(): Promise<SigningKey> {
  const now = Date.now();
  const made = await generate([{ name: 'commonName', value: 'accounts.accesscontrol.windows.net' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 86_400_000),
    notAfterDate: new Date(now + lifetimeMs),
    extensions: [{ name: 'keyUsage', digitalSignature: true }],
  });
  return openSigningKey({ privateKey: made.private, certificate: made.cert });
}

/** The thumbprint of the certificate is the name of the key, in `kid` and in `x5t`. */
export function openSigningKey(stored: StoredKey): SigningKey {
  const certificate = new X509Certificate(stored.certificate);
  const keyId = createHash('sha1').update(certificate.raw).digest('base64url');
  const { n, e } = z.object({ n: z.string(), e: z.string() }).parse(certificate.publicKey.export({ format: 'jwk' }));
  return {
    keyId,
    privateKey: createPrivateKey(stored.privateKey),
    publicKey: certificate.publicKey,
    publicJwk: { kty: 'RSA', use: 'sig', kid: keyId, x5t: keyId, n, e, x5c: [certificate.raw.toString('base64')] },
    stored,
  };
}
