import 'server-only';
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { fail, type Result, succeed } from '@/lib/result';

/** A certificate with its private key, by which an application proves who it is. */
export type ClientCertificate = {
  readonly privateKey: KeyObject;
  /** SHA-256 of the certificate, base64url: `x5t#S256`. */
  readonly thumbprint: string;
  /** When it begins and ends, milliseconds since the epoch. */
  readonly startsAt: number;
  readonly endsAt: number;
};

/** Entra ID refuses shorter keys (AADSTS50032); no page names the bound, and 2048 is taken. */
const SHORTEST_RSA_BITS = 2048;

export type CertificateProblem = 'noCertificate' | 'noKey' | 'otherKey' | 'notRsa';

/**
 * Reads a certificate and its unencrypted private key from one PEM text, in any order. The first certificate counts: a
 * chain may follow it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function readClientCertificate(pem: string): Result<ClientCertificate, CertificateProblem> {
  const certificate = attempt(() => new X509Certificate(block(pem, 'CERTIFICATE')));
  if (!certificate) return fail('noCertificate');
  const privateKey = attempt(() => createPrivateKey(block(pem, '(?:RSA |EC )?PRIVATE KEY')));
  if (!privateKey) return fail('noKey');
  if (!certificate.checkPrivateKey(privateKey)) return fail('otherKey');
  const { asymmetricKeyType, asymmetricKeyDetails } = privateKey;
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < SHORTEST_RSA_BITS) {
    return fail('notRsa');
  }
  const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  const [startsAt, endsAt] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  return succeed({ privateKey, thumbprint, startsAt, endsAt });
}

function block(pem: string, label: string): string {
  return new RegExp(`-----BEGIN (${label})-----[^-]+-----END \\1-----`).exec(pem)?.[0] ?? '';
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
