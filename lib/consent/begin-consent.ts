import 'server-only';
import type { AuditTrail } from '@/lib/audit/audit';
import { fail, type Result, succeed } from '@/lib/result';
import type { Operator } from '@/lib/session/access';
import { type ConsentPurpose, FLOW_MINUTES, type Surface } from './consent';
import type { ConsentStore, NewFlow } from './consent-store';
import type { StartLimit } from './start-limit';

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
  readonly starts: StartLimit;
};

export type BeginRefusal = { readonly kind: 'tooMany'; readonly seconds: number } | { readonly kind: 'taken' };

/**
 * Writes the flow that the pop-up is about to ask for. A double click brings the same id twice: the second finds the
 * first's flow, changes nothing and counts for nothing.
 */
export async function beginConsent(
  { flows, audit, now, starts }: BeginDependencies,
  { session }: Operator,
  plan: ConsentPlan,
): Promise<Result<void, BeginRefusal>> {
  const { tenantId, personId, personUpn } = session;
  const { flowId: id, ...rest } = plan;
  const event = { action: 'consent-start', target: id } as const;
  const wait = await starts.count(personId);
  const expiresAt = new Date(now() + FLOW_MINUTES * 60_000);
  if (wait === null && (await flows.create({ ...rest, id, tenantId, personId, personUpn, expiresAt }))) {
    await audit.record({ ...event, outcome: 'done', detail: { purpose: plan.purpose } });
    return succeed(undefined);
  }
  if (await flows.find({ id, tenantId, personId })) {
    await starts.giveBack(personId);
    return succeed(undefined);
  }
  if (wait === null) return fail({ kind: 'taken' });
  await audit.record({ ...event, outcome: 'refused', detail: { purpose: plan.purpose, reason: 'rate limit' } });
  return fail({ kind: 'tooMany', seconds: wait });
}
