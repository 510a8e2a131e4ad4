import 'server-only';
import { fail, type Result } from '@/lib/result';
import { findOperator } from '@/lib/session/session-queries';
import { adoptFound } from './adopt-found';
import type { OperationPlan } from './plan';
import { planOnConnector } from './plan-on-connector';
import type { OperationRefusal } from './refusal';

/** An application without a connector here: its row first, so that a removal that breaks off is remembered, then undo. */
export async function planOrphanRemoval(applicationId: string): Promise<Result<OperationPlan, OperationRefusal>> {
  const operator = await findOperator();
  if (operator === 'signed-out') return fail({ code: 'signedOut' });
  if (operator === 'forbidden') return fail({ code: 'forbidden' });
  const adopted = await adoptFound(operator, applicationId, 'remove');
  return adopted.ok
    ? planOnConnector({ connectorId: adopted.value, kind: 'undo' })
    : fail({ code: 'orphan', why: adopted.error });
}
