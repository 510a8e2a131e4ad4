import 'server-only';
import { type AppRoleGrant, grantAppRole } from '@/lib/graph/app-role-assignments';
import { isReferenceNotReplicated } from '@/lib/graph/graph-error';
import { fail, type Result } from '@/lib/result';
import type { StepProblem } from '@/lib/connector/connector';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import type { DirectoryContext } from './directory-context';
import { fromGraph } from './step-problem';

/** Grants a permission; waits while its objects are new, or while another write is under way. */
export async function grantRole(
  { graph, clock }: Pick<DirectoryContext, 'graph' | 'clock'>,
  grant: AppRoleGrant,
): Promise<Result<void, StepProblem>> {
  return retryUntilConsistent(clock, async () => {
    const granted = await grantAppRole(graph, grant);
    if (granted.ok) return granted;
    const problem = fromGraph(granted.error);
    // Said again, a grant that is there already counts as granted.
    const mayPass = isReferenceNotReplicated(granted.error) || granted.error.kind === 'conflict';
    return mayPass ? notReplicatedYet(problem) : fail(problem);
  });
}
