import 'server-only';
import { aboutOperation, type AuditTrail } from '@/lib/audit/audit';
import type { OperationRefusal } from '@/lib/operations/refusal';
import { fail, type Result, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { SIGN_IN_MINUTES } from './operation';
import type { NewOperation, OperationStore } from './operation-store';
import type { StartLimit } from './start-limit';

export type BeginDependencies = {
  readonly operations: Pick<OperationStore, 'create' | 'find'>;
  readonly audit: AuditTrail;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly starts: StartLimit;
};

/** What is written down, but for the person and the time. */
export type NewPlan = Omit<NewOperation, 'tenantId' | 'personId' | 'personUpn' | 'sessionId' | 'expiresAt'>;

/**
 * Writes the operation that the pop-up is about to ask for. A double click brings the same id twice: the second finds the
 * first's operation, changes nothing and counts for nothing.
 */
export async function beginOperation(
  { operations, audit, now, starts }: BeginDependencies,
  { session }: Operator,
  plan: NewPlan,
): Promise<Result<void, OperationRefusal>> {
  const { tenantId, personId, personUpn, id: sessionId } = session;
  const { id, kind } = plan;
  const event = { action: 'consent-start', ...aboutOperation(plan) } as const;
  const seconds = await starts.count(personId);
  const expiresAt = new Date(now() + SIGN_IN_MINUTES * 60_000);
  if (seconds === null && (await operations.create({ ...plan, tenantId, personId, personUpn, sessionId, expiresAt }))) {
    await audit.record({ ...event, outcome: 'done', detail: { kind } });
    return succeed(undefined);
  }
  if (await operations.find({ id, tenantId, personId })) {
    await starts.giveBack(personId);
    return succeed(undefined);
  }
  if (seconds === null) return fail({ code: 'taken' });
  await audit.record({ ...event, outcome: 'refused', detail: { kind, reason: 'rate limit' } });
  return fail({ code: 'tooMany', seconds });
}
