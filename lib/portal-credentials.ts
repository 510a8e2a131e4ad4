import 'server-only';
import { readFileSync } from 'node:fs';
import type { ClientCredential } from './entra/entra-client';
import { type CertificateProblem, readClientCertificate } from './entra/client-certificate';
import { fail, type Result, succeed } from './result';

type Given = Readonly<Record<string, string | undefined>>;

/** How this portal proves who it is, and what takes over while that is being replaced. */
export type PortalCredentials = { readonly current: ClientCredential; readonly next: ClientCredential | null };

const certificateProblems: Readonly<Record<CertificateProblem, string>> = {
  noCertificate: 'names a file without a certificate in PEM',
  noKey: 'names a file without the unencrypted private key of its certificate in PEM',
  otherKey: 'names a file whose private key belongs to another certificate',
  notRsa: 'names a certificate that Entra ID does not take: it needs an RSA key of at least 2048 bits',
};

/**
 * Reads ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE, and the one of both names with _NEXT.
 *
 * @param given the settings, secrets read from their files
 * @returns sentences that begin with a setting's name
 */
export function readPortalCredentials(given: Given): Result<PortalCredentials, readonly string[]> {
  const current = readCredential(given, '');
  const next = readCredential(given, '_NEXT');
  if (!current.ok) return fail([current.error, ...(next.ok ? [] : [next.error])]);
  if (!next.ok) return fail([next.error]);
  if (current.value) return succeed({ current: current.value, next: next.value });
  return fail([
    'ENTRA_CLIENT_SECRET is missing: the client secret of this portal, or ENTRA_CLIENT_CERTIFICATE in its place',
  ]);
}

function readCredential(given: Given, suffix: '' | '_NEXT'): Result<ClientCredential | null, string> {
  const [secretName, certificateName] = [`ENTRA_CLIENT_SECRET${suffix}`, `ENTRA_CLIENT_CERTIFICATE${suffix}`];
  const [clientSecret, file] = [given[secretName], given[certificateName]];
  if (clientSecret !== undefined && file !== undefined)
    return fail(`${secretName} and ${certificateName} are both set: keep one`);
  if (clientSecret !== undefined) return succeed({ clientSecret });
  if (file === undefined) return succeed(null);
  const pem = readPem(file);
  if (pem === null) return fail(`${certificateName} names a file that cannot be read: ${file}`);
  const certificate = readClientCertificate(pem);
  if (!certificate.ok) return fail(`${certificateName} ${certificateProblems[certificate.error]}: ${file}`);
  return succeed({ clientCertificate: certificate.value });
}

function readPem(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
