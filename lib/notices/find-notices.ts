import type { Approval } from '@/lib/approval/approval';
import type { Connector } from '@/lib/connector/connector';
import { findExpiries } from '@/lib/connector/connector-summary';
import type { NewNotice, Notice, NoticeKind } from './notice';
import { type Lifetime, nextThreshold, reachedThreshold, type Severity } from './thresholds';

/** An approval that nobody has decided. */
export type WaitingApproval = Pick<Approval, 'connectorId' | 'askedByUpn' | 'createdAt'>;

/** A credential of the portal itself; its lifetime is null where nobody has said when it ends. */
export type PortalCredential = {
  readonly fingerprint: string;
  readonly what: 'secret' | 'certificate';
  readonly lifetime: Lifetime | null;
};

/** What notices follow from. */
export type Watched = {
  readonly now: Date;
  /** When this was last looked at; null for the first look. */
  readonly since: Date | null;
  readonly connectors: readonly Connector[];
  readonly approvals: readonly WaitingApproval[];
  readonly portal: readonly PortalCredential[];
  /** Those not over yet, and those that somebody handles elsewhere. */
  readonly known: readonly Notice[];
};

export type Findings = {
  readonly raise: readonly NewNotice[];
  /** Ids of notices whose trouble is over. */
  readonly close: readonly string[];
  /** When the next threshold is reached; null when nothing ends. */
  readonly nextAt: Date | null;
};

type Candidate = Omit<NewNotice, 'late'>;

/**
 * What is to be told now and what is over. Of several thresholds that were passed at once, by a portal that was off or a
 * clock that was set forward, the last is told and the others never; one that was told is not told again after a clock
 * was set back.
 */
export function findNotices(watched: Watched): Findings {
  const { now, since, connectors, approvals, portal, known } = watched;
  const working = connectors.filter(({ state }) => state === 'ready');
  const ends = [...working.flatMap(endsOf), ...portal.flatMap(endOfPortal)];
  const candidates: readonly Candidate[] = [
    ...ends.flatMap((end) => endNotice(end, now) ?? []),
    ...portal.filter(({ lifetime }) => lifetime === null).map((credential) => unknownEnd(credential, now)),
    ...working.flatMap(failureOf),
    ...approvals.flatMap((approval) => approvalNotice(approval, connectors)),
  ];
  // What ends is there before its first threshold, too: with a clock that was set back nothing is over.
  const present = new Set([...candidates, ...ends].map(({ subject }) => subject));
  const isThere = (notice: Notice) =>
    notice.kind === 'drift' ? working.some(({ id }) => id === notice.connectorId) : present.has(notice.subject);
  const over = known.filter((notice) => notice.closedAt === null && isWatched(notice) && !isThere(notice));
  const recovered = over.flatMap((notice) => recoveryOf(notice, working, now));
  const fresh = [...candidates, ...recovered].filter((candidate) => isNews(candidate, known));
  const next = ends.flatMap(({ lifetime }) => nextThreshold(lifetime, now.getTime()) ?? []);
  return {
    raise: fresh.map((candidate) => ({ ...candidate, late: isLate(candidate, { now, since }) })),
    close: over.map(({ id }) => id),
    nextAt: next.length > 0 ? new Date(Math.min(...next)) : null,
  };
}

/** Channels say themselves when they work again. Drift is over, at the latest, with its connector. */
function isWatched({ kind }: Notice): boolean {
  return kind !== 'channelFails' && kind !== 'channelGaveUp';
}

/** Not told yet, nor anything later of the same subject, and nobody has said that it is handled elsewhere. */
function isNews({ subject, threshold, urgency }: Candidate, known: readonly Notice[]): boolean {
  return !known.some(
    (notice) =>
      notice.subject === subject &&
      (notice.threshold === threshold || notice.urgency > urgency || notice.handledReason !== null),
  );
}

const LATE_AFTER_MS = 3_600_000;

/** It became due while nobody looked. What was due before the last look was not known then. */
function isLate({ dueAt }: Candidate, { now, since }: Pick<Watched, 'now' | 'since'>): boolean {
  return since !== null && dueAt > since && now.getTime() - dueAt.getTime() > LATE_AFTER_MS;
}

type End = Pick<Candidate, 'subject' | 'connectorId' | 'about' | 'facts'> & {
  readonly kind: NoticeKind;
  readonly lifetime: Lifetime;
  /** What it is told with at least. */
  readonly least: Severity;
};

function endsOf(connector: Connector): readonly End[] {
  const { id, name } = connector;
  return findExpiries(connector).map(({ what, at, from }) => ({
    subject: `${what} ${id} ${from}`,
    kind: what === 'secret' ? 'secretEnds' : 'tokenEnds',
    lifetime: { from: Date.parse(from), to: Date.parse(at) },
    ...{ connectorId: id, about: name, facts: {}, least: 'info' },
  }));
}

function endOfPortal({ fingerprint, what, lifetime }: PortalCredential): readonly End[] {
  if (!lifetime) return [];
  const subject = `portal ${fingerprint}`;
  return [{ subject, kind: 'portalEnds', lifetime, connectorId: null, about: '', facts: { what }, least: 'warning' }];
}

function endNotice({ lifetime, least, ...end }: End, now: Date): Candidate | null {
  const reached = reachedThreshold(lifetime, now.getTime());
  if (!reached) return null;
  const { threshold, urgency } = reached;
  const left = Math.max(0, (lifetime.to - now.getTime()) / (lifetime.to - lifetime.from));
  const facts = { ...end.facts, endsAt: new Date(lifetime.to).toISOString(), percent: Math.round(left * 100) };
  const severity = threshold.severity === 'info' ? least : threshold.severity;
  return { ...end, threshold: threshold.id, urgency, severity, facts, dueAt: new Date(threshold.at) };
}

function unknownEnd({ fingerprint, what }: PortalCredential, now: Date): Candidate {
  const facts = { what };
  const told = { kind: 'portalUnknown', severity: 'warning', connectorId: null, about: '', facts } as const;
  return { subject: `portal-unknown ${fingerprint}`, threshold: 'unknown', urgency: 0, ...told, dueAt: now };
}

/** Once for each time that proofs began to fail: one that fails again and again is no news. */
function failureOf({ id, name, failure, provenAt, pulledAt, disabledAt }: Connector): readonly Candidate[] {
  const proven = Math.max(provenAt?.getTime() ?? 0, pulledAt?.getTime() ?? 0);
  if (!failure || disabledAt || Date.parse(failure.failedAt) <= proven) return [];
  const facts = { at: failure.failedAt };
  const told = { kind: 'proofFailed', severity: 'critical', connectorId: id, about: name, facts } as const;
  const key = { subject: `proof ${id}`, threshold: `failed after ${proven}` };
  return [{ ...key, urgency: 0, ...told, dueAt: new Date(failure.failedAt) }];
}

function recoveryOf(notice: Notice, connectors: readonly Connector[], now: Date): readonly Candidate[] {
  if (notice.kind !== 'proofFailed') return [];
  const connector = connectors.find(({ id }) => id === notice.connectorId);
  if (!connector || connector.disabledAt) return [];
  const { id, name } = connector;
  const key = { subject: `recovery ${id}`, threshold: notice.threshold, urgency: notice.urgency };
  const told = { kind: 'proofRecovered', severity: 'info', connectorId: id, about: name, facts: {} } as const;
  return [{ ...key, ...told, dueAt: now, over: true }];
}

/** Asked anew, an approval is another one. */
function approvalNotice(
  { connectorId, askedByUpn, createdAt }: WaitingApproval,
  connectors: readonly Connector[],
): readonly Candidate[] {
  const connector = connectors.find((each) => each.id === connectorId);
  if (!connector) return [];
  const facts = { upn: askedByUpn, at: createdAt.toISOString() };
  const told = { kind: 'approvalWaits', severity: 'info', connectorId, about: connector.name, facts } as const;
  const key = { subject: `approval ${connectorId} ${createdAt.toISOString()}`, threshold: 'waits', urgency: 0 };
  return [{ ...key, ...told, dueAt: createdAt }];
}
