import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const LIFETIME_DAYS = 365;
/** One that ends sooner is replaced by a repeated run. */
const RENEWAL_DAYS = 30;
const DAY_MS = 86_400_000;

/** A certificate with its private key: what a file of the portal holds. */
export type PortalCertificate = {
  /** PEM: the private key (PKCS #8), then the certificate. */
  readonly pem: string;
  /** Base64 of the DER, as Microsoft Graph keeps it. */
  readonly der: string;
  /** Milliseconds since the epoch, as the next. */
  readonly beginsAt: number;
  readonly endsAt: number;
};

/**
 * Makes a key and a self-signed certificate. RSA, because Entra ID takes no other key for an assertion.
 *
 * @param now milliseconds since the epoch
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export async function makeCertificate(now: number): Promise<PortalCertificate> {
  const made = await generate([{ name: 'commonName', value: 'SIEM Connect' }], {
    keyType: 'rsa',
    keySize: 3072,
    algorithm: 'sha256',
    // The clock of whoever judges it may be behind.
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + LIFETIME_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
    ],
  });
  return describe(`${made.private.trim()}\n${made.cert.trim()}\n`, made.cert);
}

/** @returns null when the text holds no certificate with a private key */
export function readCertificate(pem: string): PortalCertificate | null {
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (!certificate || !/-----BEGIN (RSA |EC )?PRIVATE KEY-----/.test(pem)) return null;
  try {
    return describe(pem, certificate);
  } catch {
    return null;
  }
}

export function isNearItsEnd({ endsAt }: PortalCertificate, now: number): boolean {
  return endsAt < now + RENEWAL_DAYS * DAY_MS;
}

function describe(pem: string, certificate: string): PortalCertificate {
  const { raw, validFrom, validTo } = new X509Certificate(certificate);
  return { pem, der: raw.toString('base64'), beginsAt: Date.parse(validFrom), endsAt: Date.parse(validTo) };
}
