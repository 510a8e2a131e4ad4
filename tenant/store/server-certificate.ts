import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { generate } from 'selfsigned';
import { readFileIfPresent, writeFileAtomically } from './state-file';

const lifetimeMs = 730 * 86_400_000;
const renewalMs = 30 * 86_400_000;

type ServerCertificate = {
  readonly certificate: string;
  readonly key: string;
  /** What clients are pointed at with NODE_EXTRA_CA_CERTS. */
  readonly certificateFile: string;
};

/** Made at the first start, renewed a month before it ends; only this machine trusts it, and only when told to. */
export async function openServerCertificate(folder: string, now: number): Promise<ServerCertificate> {
  const certificateFile = path.join(folder, 'certificate.pem');
  const keyFile = path.join(folder, 'certificate.key');
  const certificate = await readFileIfPresent(certificateFile);
  const key = await readFileIfPresent(keyFile);
  if (certificate !== undefined && key !== undefined && isGood(certificate, now)) {
    return { certificate, key, certificateFile };
  }
  const made = await makeCertificate(now);
  await writeFileAtomically(keyFile, made.key);
  await writeFileAtomically(certificateFile, made.certificate);
  return { ...made, certificateFile };
}

async function makeCertificate(now: number): Promise<{ readonly certificate: string; readonly key: string }> {
  const made = await generate([{ name: 'commonName', value: 'SIEM Connect embedded tenant' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return { certificate: made.cert, key: made.private };
}

function isGood(certificate: string, now: number): boolean {
  try {
    return Date.parse(new X509Certificate(certificate).validTo) > now + renewalMs;
  } catch {
    return false;
  }
}
