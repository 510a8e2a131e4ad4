import { currentSecret } from './access-details';
import type { Connector } from './connector';
import type { ConnectorEvidence, ConnectorFault, DirectoryEvidence } from './connector-evidence';
import { type Expiry, findExpiries } from './connector-summary';

/** What needs attention comes first. */
export const connectorStatuses = [
  'notWorking',
  'failing',
  'removing',
  'incomplete',
  'expired',
  'expiresSoon',
  'unknown',
  'notVerified',
  'checking',
  'healthy',
  'disabled',
  'removed',
] as const;
export type ConnectorStatus = (typeof connectorStatuses)[number];

/** How long before its end a secret or a token expires soon. */
export const SOON_MS = 14 * 86_400_000;
/** How long a proof holds. */
export const PROOF_HOLDS_MS = 30 * 86_400_000;

/** The piece of evidence that decided. */
export type StatusReason =
  | ConnectorFault
  | 'setupStopped'
  | 'removalBegan'
  | 'removedHere'
  | 'disabledHere'
  | 'notAnswered'
  | 'notRead'
  | 'settling'
  | 'secretEnded'
  | 'tokenEnded'
  | 'proofFailed'
  | 'secretEnds'
  | 'tokenEnds'
  | 'neverProven'
  | 'proofOld'
  | 'proven'
  | 'pulled';

export type JudgedStatus = {
  readonly status: ConnectorStatus;
  readonly reason: StatusReason;
  /** When that was or will be; ISO 8601, UTC. Null for what has no time. */
  readonly at: string | null;
};

/**
 * The one place where a connector's status is decided, for list, page and API. Green takes a directory that was read and
 * agrees, and a proof that still holds; what is not known is never taken for good.
 */
export function judgeStatus(evidence: ConnectorEvidence): JudgedStatus {
  return judgeRecord(evidence) ?? judgeDirectory(evidence) ?? judgeExpiry(evidence) ?? judgeProof(evidence);
}

/** What the portal has begun and not ended says nothing of a working connector yet, or no more. */
function judgeRecord({ record }: ConnectorEvidence): JudgedStatus | null {
  switch (record.state) {
    case 'removing':
      return { status: 'removing', reason: 'removalBegan', at: null };
    case 'incomplete':
      return { status: 'incomplete', reason: 'setupStopped', at: null };
    case 'removed':
      return { status: 'removed', reason: 'removedHere', at: isoDate(record.removedAt) };
    case 'ready':
      return null;
  }
}

/** What the portal knows without asking anybody: as if the directory agreed with its rows. For filters of the database. */
export function recordStatus(connector: Connector, now: number): ConnectorStatus {
  const faults: readonly ConnectorFault[] = [
    ...(connector.disabledAt ? (['deactivated'] as const) : []),
    ...(currentSecret(connector) ? [] : (['secretsGone'] as const)),
  ];
  const directory = { state: 'read', at: now, faults, secretEndsAt: null, settling: false } as const;
  return judgeStatus(evidenceOf(connector, directory, now)).status;
}

/** @param now milliseconds since the epoch */
export function evidenceOf(connector: Connector, directory: DirectoryEvidence, now: number): ConnectorEvidence {
  const { state, disabledAt, removedAt, provenAt, pulledAt, failure } = connector;
  return {
    now,
    record: { state, disabledAt, removedAt, expiries: findExpiries(connector) },
    directory,
    proof: { provenAt, pulledAt, failure },
  };
}

/** What switches a connector off, and can be switched on again. */
const switches: readonly ConnectorFault[] = ['deactivated', 'disabled'];
/** What is not there, which may mean that the directory has not heard of it yet. */
const absences: readonly ConnectorFault[] = ['applicationGone', 'principalGone', 'permissionGone', 'secretsGone'];

/** What counts of the faults: while something new travels through the directory, what it does not show may yet come. */
export function certainFaults(faults: readonly ConnectorFault[], settling: boolean): readonly ConnectorFault[] {
  return settling ? faults.filter((fault) => !absences.includes(fault)) : faults;
}

function judgeDirectory({ record, directory, proof }: ConnectorEvidence): JudgedStatus | null {
  if (directory.state === 'pending') return { status: 'checking', reason: 'notAnswered', at: null };
  const at = new Date(directory.at).toISOString();
  // The newest try failed, whatever the directory would say.
  if (directory.state === 'unread') return judgeFailure(proof) ?? { status: 'unknown', reason: 'notRead', at };
  const certain = certainFaults(directory.faults, directory.settling).find((fault) => fault !== 'secretsExpired');
  if (!certain)
    return directory.faults.some((fault) => absences.includes(fault))
      ? { status: 'checking', reason: 'settling', at }
      : null;
  if (record.disabledAt && switches.includes(certain))
    return { status: 'disabled', reason: 'disabledHere', at: isoDate(record.disabledAt) };
  return { status: 'notWorking', reason: certain, at };
}

function judgeExpiry({ now, record, directory, proof }: ConnectorEvidence): JudgedStatus | null {
  if (directory.state !== 'read') return null;
  const [first] = directoryExpiries(record.expiries, directory.secretEndsAt).toSorted((one, other) =>
    one.at.localeCompare(other.at),
  );
  const isToken = first?.what === 'refreshToken';
  const left = first ? Date.parse(first.at) - now : Infinity;
  if (left <= 0) return { status: 'expired', reason: isToken ? 'tokenEnded' : 'secretEnded', at: first?.at ?? null };
  // The directory counts secrets that the portal knows nothing of.
  if (directory.faults.includes('secretsExpired')) return { status: 'expired', reason: 'secretsExpired', at: null };
  const failure = judgeFailure(proof);
  if (failure) return failure;
  if (left > SOON_MS) return null;
  return { status: 'expiresSoon', reason: isToken ? 'tokenEnds' : 'secretEnds', at: first?.at ?? null };
}

/** What ends when: the date of the secret is the directory's, once that was read. */
export function directoryExpiries(expiries: readonly Expiry[], secretEndsAt: number | null): readonly Expiry[] {
  return expiries.map((expiry) =>
    expiry.what === 'secret' && secretEndsAt !== null
      ? { ...expiry, at: new Date(secretEndsAt).toISOString() }
      : expiry,
  );
}

type Proof = ConnectorEvidence['proof'];

/** The newest proof failed. */
function judgeFailure(proof: Proof): JudgedStatus | null {
  const { failure } = proof;
  const failed = failure && Date.parse(failure.failedAt) > (newestProof(proof)?.at.getTime() ?? -Infinity);
  return failed ? { status: 'failing', reason: 'proofFailed', at: failure.failedAt } : null;
}

function judgeProof({ now, proof }: ConnectorEvidence): JudgedStatus {
  const newest = newestProof(proof);
  if (!newest) return { status: 'notVerified', reason: 'neverProven', at: null };
  const at = newest.at.toISOString();
  if (now - newest.at.getTime() > PROOF_HOLDS_MS) return { status: 'notVerified', reason: 'proofOld', at };
  return { status: 'healthy', reason: newest.by, at };
}

function newestProof({ provenAt, pulledAt }: Proof): { readonly by: 'proven' | 'pulled'; readonly at: Date } | null {
  if (pulledAt && (!provenAt || pulledAt >= provenAt)) return { by: 'pulled', at: pulledAt };
  return provenAt && { by: 'proven', at: provenAt };
}

function isoDate(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
