import 'server-only';
import type { AuditTrail } from '@/lib/audit/audit';
import { fail, type Result, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { type ConsentPurpose, FLOW_MINUTES, type Surface } from './consent';
import type { ConsentStore, NewFlow } from './consent-store';

export type ConsentPlan = {
  /** Made by the browser in the click. */
  readonly flowId: string;
  readonly purpose: ConsentPurpose;
  readonly connectorId: string | null;
  readonly input: NewFlow['input'];
  readonly scopes: readonly string[];
  /** Whether the browser opened the pop-up. */
  readonly surface: Surface;
};

export type BeginDependencies = {
  readonly flows: ConsentStore;
  readonly audit: AuditTrail;
  readonly now: () => number;
  /** Counts this start; seconds to wait when it is one too many. */
  readonly countStart: (personId: string) => Promise<number | null>;
};

export type BeginRefusal = { readonly kind: 'tooMany'; readonly seconds: number } | { readonly kind: 'taken' };

/**
 * Writes the flow that the pop-up is about to ask for. A double click brings the same id twice: the second finds the
 * first's flow and changes nothing.
 */
export async function beginConsent(
  { flows, audit, now, countStart }: BeginDependencies,
  { session }: Operator,
  plan: ConsentPlan,
): Promise<Result<void, BeginRefusal>> {
  const wait = await countStart(session.personId);
  const { tenantId, personId, personUpn } = session;
  const event = { action: 'consent-start', target: plan.flowId } as const;
  if (wait !== null) {
    await audit.record({ ...event, outcome: 'refused', detail: { purpose: plan.purpose, reason: 'rate limit' } });
    return fail({ kind: 'tooMany', seconds: wait });
  }
  const { flowId: id, ...rest } = plan;
  const expiresAt = new Date(now() + FLOW_MINUTES * 60_000);
  const created = await flows.create({ ...rest, id, tenantId, personId, personUpn, expiresAt });
  if (!created && !(await flows.find({ id, tenantId, personId }))) return fail({ kind: 'taken' });
  if (created) await audit.record({ ...event, outcome: 'done', detail: { purpose: plan.purpose } });
  return succeed(undefined);
}
