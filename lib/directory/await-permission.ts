import 'server-only';
import { approvalState } from '@/lib/approval/approval';
import { type AppRoleGrant, isAppRoleGranted } from '@/lib/graph/app-role-assignments';
import { isReferenceNotReplicated } from '@/lib/graph/graph-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import type { DirectoryContext } from './directory-context';
import { fromGraph, plainProblem } from './step-problem';

/**
 * For operators who may not grant: looks whether an administrator has granted the permission. Not yet is no failure of
 * the tenant but a wait for a person. One who is recorded as having approved is believed only once the directory shows
 * it everywhere; when it never does, the approval is forgotten.
 */
export async function awaitPermission(
  context: DirectoryContext,
  connector: Connector,
  grant: AppRoleGrant,
): Promise<Result<void, StepProblem>> {
  const key = { tenantId: connector.tenantId, connectorId: connector.id };
  const approval = await context.approvals.findByConnector(key);
  const approved = approval !== null && approvalState(approval, context.clock.now()) === 'approved';
  const result = await retryUntilConsistent(context.clock, () => look(context, grant, approved));
  if (approved && !result.ok && result.error.cause === 'replication') await context.approvals.forget(key);
  return result;
}

async function look(
  context: DirectoryContext,
  grant: AppRoleGrant,
  approved: boolean,
): Promise<Result<void, StepProblem>> {
  const granted = await isAppRoleGranted(context.graph, grant);
  if (!granted.ok) {
    const problem = fromGraph(granted.error);
    return isReferenceNotReplicated(granted.error) ? notReplicatedYet(problem) : fail(problem);
  }
  if (granted.value) return succeed(undefined);
  return fail(plainProblem(approved ? 'replication' : 'approval'));
}
