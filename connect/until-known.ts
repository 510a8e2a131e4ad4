import type { StepProblem } from '../lib/connector/connector';
import { notReplicatedYet, retryUntilConsistent } from '../lib/directory/replication';
import { fromGraph, plainProblem } from '../lib/directory/step-problem';
import { isApplicationNotReplicated, isReferenceNotReplicated } from '../lib/graph/graph-error';
import type { RetryContext } from '../lib/http/retry';
import type { ServiceError } from '../lib/http/service-error';
import { fail, type Result } from '../lib/result';

/**
 * Repeats a call about something that was made a moment ago until the replica that answers has heard of it.
 *
 * @param attempt a null is something that is not known yet
 */
export function untilKnown<Value>(
  clock: RetryContext,
  attempt: () => Promise<Result<Value | null, ServiceError>>,
): Promise<Result<Value, StepProblem>> {
  return retryUntilConsistent<Value>(clock, async () => {
    const result = await attempt();
    if (!result.ok) {
      const mayPass = isApplicationNotReplicated(result.error) || isReferenceNotReplicated(result.error);
      return mayPass ? notReplicatedYet(fromGraph(result.error)) : fail(fromGraph(result.error));
    }
    return result.value === null ? notReplicatedYet(plainProblem('replication')) : { ok: true, value: result.value };
  });
}
