import type { PermissionDifference } from '@/lib/siem/catalogue/needed-permissions';
import type { Connector } from '@/lib/connector/connector';
import type { ConnectorStatus } from '@/lib/connector/connector-summary';

/** What somebody changed in Entra, so that the SIEM gets no alerts. */
export type ConnectorFault =
  | 'applicationGone'
  /** The application is there, its service principal is not. */
  | 'principalGone'
  /** Nobody may sign in with the service principal. */
  | 'disabled'
  | 'permissionGone'
  | 'secretsGone'
  | 'secretsExpired';

export type Inspection = {
  readonly faults: readonly ConnectorFault[];
  /** What the directory has granted against what the connector is for; null when that was not compared. */
  readonly permissions: PermissionDifference | null;
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

type PasswordEnd = { readonly keyId: string; readonly endDateTime: string };

/**
 * Whether a secret is left that works. One that somebody made in Entra by hand counts; those of token exchanges do not.
 *
 * @param passwords as the directory lists them
 * @param now milliseconds since the epoch
 */
export function evaluateSecrets(
  passwords: readonly PasswordEnd[],
  { state, secrets }: Connector,
  now: number,
): 'secretsGone' | 'secretsExpired' | null {
  if (state !== 'ready') return null;
  const lent = secrets.filter(({ purpose }) => purpose === 'exchange').map(({ keyId }) => keyId);
  const lasting = passwords.filter(({ keyId }) => !lent.includes(keyId));
  if (lasting.length === 0) return 'secretsGone';
  return lasting.every(({ endDateTime }) => new Date(endDateTime).getTime() <= now) ? 'secretsExpired' : null;
}

/** The status that the portal's own rows give, corrected by what was seen in the directory. */
export function seenStatus(status: ConnectorStatus, faults: readonly ConnectorFault[]): ConnectorStatus {
  if (faults.length === 0 || status === 'incomplete' || status === 'removing') return status;
  return faults.every((fault) => fault === 'secretsExpired') ? 'expired' : 'notWorking';
}
