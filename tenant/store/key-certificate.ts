import { createHash, X509Certificate } from 'node:crypto';

/** Base64 of a certificate, DER or PEM; `undefined` when it is none: such a key is kept and signs nobody in. */
export function openCertificate(key: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(key, 'base64'));
  } catch {
    return undefined;
  }
}

/** The names an assertion may call it by: base64url of SHA-256 and SHA-1, and the latter in hexadecimal. */
export function thumbprints({ raw }: X509Certificate): readonly string[] {
  const digest = (algorithm: string) => createHash(algorithm).update(raw);
  const hex = digest('sha1').digest('hex');
  return [digest('sha256').digest('base64url'), digest('sha1').digest('base64url'), hex, hex.toUpperCase()];
}
