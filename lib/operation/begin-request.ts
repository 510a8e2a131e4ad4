import 'server-only';
import { currentAudit } from '@/lib/audit/audit-request';
import { adoptionInputSchema, enableInputSchema } from '@/lib/connector/connector-input';
import { ASK } from '@/lib/connector/connector-name-input';
import { siemUseSchema } from '@/lib/connector/permission-input';
import { type BeginInput, beginSchema } from '@/lib/operations/begin-input';
import type { OperationPlan } from '@/lib/operations/plan';
import { planCleanAdoption } from '@/lib/operations/plan-adoption';
import { planEnable } from '@/lib/operations/plan-enable';
import { planOnConnector } from '@/lib/operations/plan-on-connector';
import type { OperationRefusal } from '@/lib/operations/refusal';
import { planOrphanRemoval } from '@/lib/operations/remove-orphan';
import { secretRemovalSchema } from '@/lib/operations/secret-removal';
import { countedCaller } from '@/lib/request/current-request';
import { fail, type Result, succeed } from '@/lib/result';
import { findSession } from '@/lib/session/session-queries';
import { findOwnOperation } from './authorize-operation';
import { beginOperation } from './begin-operation';
import type { Operation } from './operation';
import { operationStore } from './operation-store';
import { startLimit } from './start-limit';

/** Writes down what was asked for, while the pop-up is already opening. @returns the operation's id */
export async function begin(body: unknown): Promise<Result<string, OperationRefusal>> {
  if (!(await findSession())) return fail({ code: 'signedOut' });
  const parsed = beginSchema.safeParse(body);
  if (!parsed.success) return fail({ code: 'input', field: parsed.error.issues[0]?.path.join('.') ?? null });
  const { id, displayMode } = parsed.data;
  const planned = await plan(parsed.data);
  if (!planned.ok) return planned;
  const { operator, ...rest } = planned.value;
  const audit = await currentAudit(operator.session);
  const dependencies = { operations: operationStore, audit, now: Date.now, starts: startLimit(await countedCaller()) };
  const begun = await beginOperation(dependencies, operator, { ...rest, id, displayMode });
  return begun.ok ? succeed(id) : begun;
}

type Planned = Promise<Result<OperationPlan, OperationRefusal>>;

async function plan({ id, operation }: BeginInput): Planned {
  switch (operation.kind) {
    case 'enable':
      return planEnable({ id, form: operation, asks: operation.grant === ASK });
    case 'resume':
      return planOnConnector({ connectorId: operation.connectorId, kind: 'enable' });
    case 'adopt':
      return planCleanAdoption(operation.applicationId);
    case 'remove-orphan':
      return planOrphanRemoval(operation.applicationId);
    case 'repeat': {
      const own = await findOwnOperation(operation.operationId);
      return own.ok ? planAgain(id, own.value.operation) : own;
    }
    case 'undo':
    case 'disable':
    case 're-enable':
    case 'remove':
    case 'restore':
    case 'new-secret':
    case 'remove-secret':
    case 'tokens':
    case 'verify':
    case 'clean-up':
    case 'remove-foreign':
    case 'permissions':
      return planOnConnector(operation);
  }
}

/** From the row of the earlier one alone: what a browser makes of an operation's view is not what was asked for. */
async function planAgain(id: string, { kind, connectorId, input }: Operation): Planned {
  if (connectorId) {
    const secretId = secretRemovalSchema.safeParse(input).data?.secretId;
    return planOnConnector({ connectorId, kind, secretId, use: siemUseSchema.safeParse(input).data });
  }
  const adoption = adoptionInputSchema.safeParse(input);
  if (adoption.success) return planCleanAdoption(adoption.data.applicationId);
  const form = enableInputSchema.safeParse(input);
  // Who may not grant asked an administrator then, or is told so by the set-up.
  return form.success ? planEnable({ id, form: form.data, asks: true }) : fail({ code: 'unknown' });
}
