import { createHash } from 'node:crypto';
import type { ClientCredential } from '@/lib/entra/entra-client';
import type { RegisteredSecret } from '@/lib/graph/own-secrets';
import type { PortalCredentials } from '@/lib/portal-credentials';
import type { PortalCredential } from './find-notices';
import type { Lifetime } from './thresholds';

const LETTERS = 22;

/** Recognises a credential; nobody finds a secret of forty random letters from it. */
export function fingerprintOf(credential: ClientCredential): string {
  const text = 'clientSecret' in credential ? credential.clientSecret : credential.clientCertificate.thumbprint;
  return createHash('sha256').update(`portal credential ${text}`).digest('base64url').slice(0, LETTERS);
}

/** Those that the portal is configured with, the one in use first. A certificate says itself when it ends. */
export function watchedCredentials(
  { current, next }: PortalCredentials,
  saved: ReadonlyMap<string, { readonly lifetime: Lifetime }>,
): readonly PortalCredential[] {
  return [current, ...(next ? [next] : [])].map((credential) => {
    const fingerprint = fingerprintOf(credential);
    if ('clientSecret' in credential)
      return { fingerprint, what: 'secret', lifetime: saved.get(fingerprint)?.lifetime ?? null };
    const { startsAt, endsAt } = credential.clientCertificate;
    return { fingerprint, what: 'certificate', lifetime: { from: startsAt, to: endsAt } };
  });
}

/**
 * Which of the registration's secrets this is: Entra shows the first three letters of each. Null when none has them, or
 * more than one has.
 */
export function findRegistered(secret: string, registered: readonly RegisteredSecret[]): Lifetime | null {
  const same = registered.filter(({ hint }) => hint && secret.startsWith(hint));
  const [found] = same;
  if (!found || same.length > 1) return null;
  const to = Date.parse(found.endDateTime);
  const from = found.startDateTime ? Date.parse(found.startDateTime) : NaN;
  return { from: Number.isNaN(from) ? to - YEAR_MS : from, to };
}

/** The lifetime that is taken where nobody says when a secret was made. */
export const YEAR_MS = 365 * 86_400_000;
