import type { Connector } from '@/lib/connector/connector';
import type { ConnectorFault, DirectoryEvidence } from '@/lib/connector/connector-evidence';
import type { PermissionDifference } from '@/lib/siem/catalogue/needed-permissions';

export type Inspection = {
  readonly faults: readonly ConnectorFault[];
  /** What the directory has granted against what the connector is for; null when that was not compared. */
  readonly permissions: PermissionDifference | null;
  /** When the secret in use ends by the directory, milliseconds since the epoch; null when it shows none. */
  readonly secretEndsAt: number | null;
  /** What the request was that could not be read, if any. */
  readonly unread: { readonly requestId: string | null } | null;
};

/** While what was made travels through the directory, its absence means nothing. */
const REPLICATES_WITHIN_MS = 300_000;

/** @param now milliseconds since the epoch */
export function isReplicated({ createdAt, secrets, steps }: Connector, now: number): boolean {
  const made = [
    createdAt,
    ...secrets.map((secret) => secret.createdAt),
    ...steps.map((step) => step.endedAt ?? step.startedAt),
  ];
  return made.every((moment) => now - moment.getTime() > REPLICATES_WITHIN_MS);
}

/** What an inspection is worth as evidence. @param now when it was made, milliseconds since the epoch */
export function directoryEvidence(
  { faults, secretEndsAt, unread }: Inspection,
  connector: Connector,
  now: number,
): DirectoryEvidence {
  if (unread) return { state: 'unread', at: now };
  return { state: 'read', at: now, faults, secretEndsAt, settling: !isReplicated(connector, now) };
}

type PasswordEnd = { readonly keyId: string; readonly endDateTime: string };

export type SecretsSeen = {
  readonly fault: 'secretsGone' | 'secretsExpired' | null;
  /** When the secret in use ends, milliseconds since the epoch; null when there is none. */
  readonly endsAt: number | null;
};

/**
 * Whether a secret is left that works, and when it ends. One that somebody made in Entra by hand counts; those of token
 * exchanges do not.
 *
 * @param passwords as the directory lists them
 * @param now milliseconds since the epoch
 */
export function evaluateSecrets(
  passwords: readonly PasswordEnd[],
  { state, secrets }: Connector,
  now: number,
): SecretsSeen {
  if (state !== 'ready') return { fault: null, endsAt: null };
  const lent = secrets.filter(({ purpose }) => purpose === 'exchange').map(({ keyId }) => keyId);
  const lasting = passwords.filter(({ keyId }) => !lent.includes(keyId));
  if (lasting.length === 0) return { fault: 'secretsGone', endsAt: null };
  const ends = ({ endDateTime }: PasswordEnd) => Date.parse(endDateTime);
  const newest = secrets.findLast(({ purpose, removedAt }) => purpose === 'siem' && removedAt === null);
  const current = lasting.find(({ keyId }) => keyId === newest?.keyId);
  const latest = Math.max(...lasting.map(ends));
  const endsAt = current && ends(current) > now ? ends(current) : latest;
  return { fault: latest <= now ? 'secretsExpired' : null, endsAt };
}
