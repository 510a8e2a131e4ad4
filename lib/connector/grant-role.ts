import 'server-only';
import { type AppRoleGrant, grantAppRole } from '@/lib/graph/app-role-assignments';
import { isReferenceNotReplicated } from '@/lib/graph/graph-error';
import { fail, type Result } from '@/lib/result';
import type { StepProblem } from './connector';
import { untilReplicated } from './replication';
import type { SetupContext } from './setup-context';
import { fromGraph } from './step-problem';

/** Grants a permission; waits while its objects are new, or while another write is under way. */
export async function grantRole(
  { graph, patience }: Pick<SetupContext, 'graph' | 'patience'>,
  grant: AppRoleGrant,
): Promise<Result<void, StepProblem>> {
  const { timedOut, result } = await untilReplicated(patience, async () => {
    const granted = await grantAppRole(graph, grant);
    if (granted.ok) return { again: false, result: granted };
    const failure = fromGraph(granted.error);
    // Said again, a grant that is there already counts as granted.
    const again = isReferenceNotReplicated(granted.error) || granted.error.kind === 'conflict';
    return again ? { again, failure } : { again, result: fail(failure) };
  });
  return !result.ok && timedOut ? fail({ ...result.error, cause: 'replication' }) : result;
}
