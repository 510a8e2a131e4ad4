import 'server-only';
import { mayGrant } from '@/lib/prerequisites/grantable-apis';
import { fail, type Result, succeed } from '@/lib/result';
import { knownRoles } from '@/lib/session/directory-roles';
import { findOperator } from '@/lib/session/session-queries';
import { planAdoption } from './adopt';
import { lookAgain } from './adopt-found';
import { elevatedScopes } from './elevated-scopes';
import type { OperationPlan } from './plan';
import type { OperationRefusal } from './refusal';

/**
 * The named decision to take on an application that this portal cannot prove to be its own, or that others get into:
 * set-up with an application that is there, cleaned before anything is granted. Nothing is written before consent.
 *
 * @param applicationId object id
 */
export async function planCleanAdoption(applicationId: string): Promise<Result<OperationPlan, OperationRefusal>> {
  const operator = await findOperator();
  if (operator === 'signed-out') return fail({ code: 'signedOut' });
  if (operator === 'forbidden') return fail({ code: 'forbidden' });
  const found = await lookAgain(operator, applicationId);
  if (!found.ok) return fail({ code: 'orphan', why: found.error });
  const plan = planAdoption({ operator, now: Date.now() }, found.value);
  if (!plan) return fail({ code: 'orphan', why: 'unknown' });
  const { roles, findings } = operator.session;
  const { name, api, region, detections, siemType } = plan;
  const secretDays = Math.min(plan.secretDays, findings?.secrets?.maxDays ?? Infinity);
  return succeed({
    operator,
    kind: 'enable',
    connectorId: null,
    input: { name, api, region, detections, siemType, secretDays, applicationId },
    // Whoever may not grant the permission asks an administrator.
    scopes: elevatedScopes(mayGrant(api, knownRoles(roles)) ? api : null),
  });
}
