import 'server-only';
import { approvalState } from '@/lib/approval/approval';
import { type AppRoleGrant, isAppRoleGranted } from '@/lib/graph/app-role-assignments';
import { isReferenceNotReplicated } from '@/lib/graph/graph-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from './connector';
import { type Attempt, untilReplicated } from './replication';
import type { SetupContext } from './setup-context';
import { fromGraph, plainProblem } from './step-problem';

/**
 * For operators who may not grant: looks whether an administrator has granted the permission. Not yet is no failure of
 * the tenant but a wait for a person. One who is recorded as having approved is believed only once the directory shows
 * it everywhere; when it never does, the approval is forgotten.
 */
export async function awaitPermission(
  context: SetupContext,
  connector: Connector,
  grant: AppRoleGrant,
): Promise<Result<void, StepProblem>> {
  const key = { tenantId: connector.tenantId, connectorId: connector.id };
  const approval = await context.approvals.findByConnector(key);
  const approved = approval !== null && approvalState(approval, context.patience.now()) === 'approved';
  const { timedOut, result } = await untilReplicated(context.patience, () => look(context, grant, approved));
  if (result.ok || !timedOut) return result;
  if (approved) await context.approvals.forget(key);
  return fail({ ...result.error, cause: 'replication' });
}

async function look(
  context: SetupContext,
  grant: AppRoleGrant,
  approved: boolean,
): Promise<Attempt<void, StepProblem>> {
  const granted = await isAppRoleGranted(context.graph, grant);
  if (!granted.ok) {
    const failure = fromGraph(granted.error);
    return isReferenceNotReplicated(granted.error) ? { again: true, failure } : { again: false, result: fail(failure) };
  }
  if (granted.value) return { again: false, result: succeed(undefined) };
  const failure = plainProblem('approval');
  return approved ? { again: true, failure } : { again: false, result: fail(failure) };
}
