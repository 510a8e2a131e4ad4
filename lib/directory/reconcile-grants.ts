import 'server-only';
import { type AppRoleAssignment, listAppRoles, revokeAppRole } from '@/lib/graph/app-role-assignments';
import { fail, type Result, succeed } from '@/lib/result';
import type { StepProblem } from '@/lib/connector/connector';
import { grantRole } from './grant-role';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import type { DirectoryContext } from './directory-context';
import { fromGraph, plainProblem } from './step-problem';
import { heldPermissions, isGrantOf, type TenantPermission } from '@/lib/ownership/tenant-permission';

type GraphSide = Pick<DirectoryContext, 'graph' | 'clock'>;

/** Grants what the principal lacks. @returns what that was, once the directory shows it */
export async function grantMissing(
  context: GraphSide,
  principalId: string,
  needed: readonly TenantPermission[],
): Promise<Result<readonly TenantPermission[], StepProblem>> {
  const before = await listAppRoles(context.graph, principalId);
  if (!before.ok) return fail(fromGraph(before.error));
  const held = heldPermissions(needed, before.value);
  const missing = needed.filter((permission) => !held.includes(permission));
  for (const { resourceId, appRoleId } of missing) {
    const granted = await grantRole(context, { principalId, resourceId, appRoleId });
    if (!granted.ok) return granted;
  }
  const shown = await untilListed(context, principalId, (listed) =>
    Promise.resolve(succeed(heldPermissions(missing, listed).length === missing.length ? null : unseen)),
  );
  return shown.ok ? succeed(missing) : shown;
}

/**
 * Removes what the principal has of the given permissions, and leaves all others alone. A removal whose answer was lost,
 * or which a replica has not heard of, is asked for again: one that is gone counts as removed.
 *
 * @returns what was there, once the directory no longer shows it
 */
export async function removeExcess(
  context: GraphSide,
  principalId: string,
  unneeded: readonly TenantPermission[],
): Promise<Result<readonly TenantPermission[], StepProblem>> {
  let seen: readonly TenantPermission[] = [];
  const gone = await untilListed(context, principalId, async (listed) => {
    const found = heldPermissions(unneeded, listed);
    seen = unneeded.filter((permission) => seen.includes(permission) || found.includes(permission));
    const excess = listed.filter((grant) => found.some((permission) => isGrantOf(permission, grant)));
    return excess.length === 0 ? succeed(null) : revokeAll(context, principalId, excess);
  });
  return gone.ok ? succeed(seen) : gone;
}

/** @returns null when the directory shows none of them any more, else why they are to be looked for again */
async function revokeAll(
  { graph }: GraphSide,
  principalId: string,
  excess: readonly AppRoleAssignment[],
): Promise<Result<StepProblem | null, StepProblem>> {
  let doubt = unseen;
  for (const grant of excess) {
    const revoked = await revokeAppRole(graph, grant);
    if (revoked.ok) continue;
    doubt = fromGraph(revoked.error);
    // Gone already, not heard of by this replica, or another write is under way: the next look tells.
    if (revoked.error.kind !== 'notFound' && revoked.error.kind !== 'conflict') return fail(doubt);
  }
  const after = await listAppRoles(graph, principalId);
  if (!after.ok) return fail(fromGraph(after.error));
  return succeed(excess.some(({ id }) => after.value.some((grant) => grant.id === id)) ? doubt : null);
}

/** The directory does not show yet what was done. */
const unseen = plainProblem('replication');

/** Looks until the directory lists what it should, for as long as news may travel. */
async function untilListed(
  { graph, clock }: GraphSide,
  principalId: string,
  reconcile: (listed: readonly AppRoleAssignment[]) => Promise<Result<StepProblem | null, StepProblem>>,
): Promise<Result<void, StepProblem>> {
  return retryUntilConsistent(clock, async () => {
    const listed = await listAppRoles(graph, principalId);
    if (!listed.ok) return fail(fromGraph(listed.error));
    const doubt = await reconcile(listed.value);
    if (!doubt.ok) return doubt;
    return doubt.value ? notReplicatedYet(doubt.value) : succeed(undefined);
  });
}
