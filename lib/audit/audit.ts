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
] as const;

export type AuditAction = (typeof auditActions)[number];
export type AuditOutcome = 'done' | 'refused' | 'failed';

/** Who did what, when, and how it ended. Never a secret, a token, a code or a state. */
export type AuditEvent = {
  readonly tenantId: string;
  readonly personId: string | null;
  readonly personUpn: string | null;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** Id of the connector or flow that it was about. */
  readonly target?: string;
  readonly requestId: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Where events go. */
export type AuditLog = { readonly record: (event: AuditEvent) => Promise<void> };

/** A session has these, among others. */
export type AuditedPerson = Pick<AuditEvent, 'tenantId' | 'personId' | 'personUpn'>;

/** An event of a person and a request that are known already. */
export type AuditEntry = Omit<AuditEvent, keyof AuditedPerson | 'requestId'>;

/** Where the events of one person's request go. */
export type AuditTrail = { readonly record: (entry: AuditEntry) => Promise<void> };

/**
 * @param person of the session, whose other members are left out
 * @param requestId of the request that the person made
 */
export function auditTrail(
  log: AuditLog,
  { tenantId, personId, personUpn }: AuditedPerson,
  requestId: string,
): AuditTrail {
  return { record: (entry) => log.record({ ...entry, tenantId, personId, personUpn, requestId }) };
}
