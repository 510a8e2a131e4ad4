import { randomUUID } from 'node:crypto';

/** Everything that is written to the audit log. A new kind of change needs a new word here. */
export const auditActions = [
  'sign-in',
  'sign-out',
  'session-end',
  'access',
  'consent-start',
  'consent-callback',
  'consent-cancel',
  'connector-adopt',
  'connector-enable',
  'connector-undo',
  'connector-disable',
  'connector-re-enable',
  'connector-remove',
  'connector-restore',
  'connector-step',
  'connector-siem-type',
  'connector-siem-api',
  'connector-permissions',
  'approval-ask',
  'approval-open',
  'approval-decide',
  'secret-create',
  'secret-deliver',
  'secret-remove',
  'leftovers-remove',
  'foreign-remove',
  'tokens-generate',
  'connection-verify',
  'notice-acknowledge',
  'notice-snooze',
  'notice-handle',
  'channel-add',
  'channel-remove',
  'channel-test',
  'channel-resend',
  'channel-renew',
  'credential-end',
  'audit-alarm',
  'audit-prune',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** begun: written before the work; one of the others follows it, with the same attempt. */
export const auditOutcomes = ['begun', 'done', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Ids, codes, counts and dates. Never a secret, a token, a code of OAuth or a state. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Who did what, when, and how it ended. Never a secret, a token, a code or a state. */
export type AuditEvent = {
  readonly tenantId: string;
  readonly personId: string | null;
  readonly personUpn: string | null;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** Id of the connector or operation that it was about. */
  readonly target?: string;
  /** The connector whose history it belongs to, where the target does not say it. */
  readonly connectorId?: string;
  /** The same for what was written before a work and after it. */
  readonly attemptId?: string;
  readonly requestId: string;
  readonly detail?: AuditDetail;
};

/** Where events go. Who writes one knows, once this has resolved, that it stands in the chain. */
export type AuditLog = { readonly record: (event: AuditEvent) => Promise<void> };

/** A session has these, among others. */
export type AuditedPerson = Pick<AuditEvent, 'tenantId' | 'personId' | 'personUpn'>;

/** An event of a person and a request that are known already. */
export type AuditEntry = Omit<AuditEvent, keyof AuditedPerson | 'requestId' | 'attemptId'>;

/** What an event of an operation is about: the operation, and the connector once there is one. */
export function aboutOperation(operation: {
  readonly id: string;
  readonly connectorId: string | null;
}): Pick<AuditEntry, 'target' | 'connectorId'> {
  const { id, connectorId } = operation;
  return { target: id, ...(connectorId === null ? {} : { connectorId }) };
}

/** Writes how a work ended that was begun in the log. */
export type EndAttempt = (outcome: Exclude<AuditOutcome, 'begun'>, detail?: AuditDetail) => Promise<void>;

/** Where the events of one person's request go. */
export type AuditTrail = {
  /** For what is known by its outcome alone: a refusal, or something that has happened elsewhere. */
  readonly record: (entry: AuditEntry) => Promise<void>;
  /**
   * For a change: written before it is made, so that nothing is changed that could not be written down. A begun event
   * without an end tells of a process that died, or of a database that was gone.
   *
   * @returns writes the event of its end, once
   */
  readonly begin: (entry: Omit<AuditEntry, 'outcome'>) => Promise<EndAttempt>;
};

/**
 * @param person of the session, whose other members are left out
 * @param requestId of the request that the person made
 */
export function auditTrail(
  log: AuditLog,
  { tenantId, personId, personUpn }: AuditedPerson,
  requestId: string,
): AuditTrail {
  const known = { tenantId, personId, personUpn, requestId };
  return {
    record: (entry) => log.record({ ...entry, ...known }),
    async begin(entry) {
      const attempted = { ...entry, ...known, attemptId: randomUUID() };
      await log.record({ ...attempted, outcome: 'begun' });
      return (outcome, detail) => log.record({ ...attempted, ...(detail ? { detail } : {}), outcome });
    },
  };
}
