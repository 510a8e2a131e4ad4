import { type RetryContext, retryDelay, type RetryStatus } from '@/lib/http/retry';
import { fail, type Result } from '@/lib/result';
import type { StepProblem } from '@/lib/connector/connector';

/** New objects usually show everywhere within seconds; several minutes have been reported. */
export const REPLICATION_LIMIT_MS = 5 * 60_000;

/** Until something new is known or certainly never was, with room for clocks that differ. */
export const SETTLING_MS = REPLICATION_LIMIT_MS + 15_000;

/** Something asked for so recently may exist although a replica does not know it; what is older and unknown is gone. */
export function mayBeUnknown(madeAt: Date, now: number): boolean {
  return now < madeAt.getTime() + REPLICATION_LIMIT_MS;
}

/** A clock of work that knows what it waits for. */
export type AbsenceClock = RetryContext & {
  /** Why what is waited for is not there; null when it may only be too new. */
  readonly explainAbsence?: () => Promise<StepProblem | null>;
};

/** A failure that may only mean that a replica of the directory has not heard of something yet. */
export function notReplicatedYet(problem: StepProblem): Result<never, StepProblem> {
  return fail({ ...problem, cause: 'replication' });
}

/**
 * Tries again while replication may explain the failure, with growing pauses, for at most five minutes.
 * Before the second pause it is asked whether what is waited for was deleted: then no pause helps.
 *
 * @param attempt says by {@link notReplicatedYet} that its failure may be replication
 * @param limitMs how long instead
 * @returns the result; when time ran out the last failure, with `replication` as its cause
 */
export async function retryUntilConsistent<Value>(
  clock: AbsenceClock,
  attempt: () => Promise<Result<Value, StepProblem>>,
  limitMs = REPLICATION_LIMIT_MS,
): Promise<Result<Value, StepProblem>> {
  const deadline = clock.now() + limitMs;
  for (let number = 1; ; number += 1) {
    const result = await attempt();
    if (result.ok || result.error.cause !== 'replication') return result;
    const left = deadline - clock.now();
    if (left <= 0) return result;
    const absence = number === 2 ? await clock.explainAbsence?.() : null;
    if (absence) return fail(absence);
    // The last try is at the very end: what was made before the first is not too new any more.
    const delay = Math.min(left, retryDelay({ attempt: number, retryAfterSeconds: null }));
    const wait: RetryStatus = { reason: 'replication', attempt: number, until: clock.now() + delay };
    await clock.onRetry?.(wait);
    await clock.sleep(delay);
  }
}
