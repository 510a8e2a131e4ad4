import { type Patience, retryDelay, type Wait } from '@/lib/http/retry';
import type { Result } from '@/lib/result';

/** New objects usually show everywhere within seconds; several minutes have been reported. */
export const REPLICATION_LIMIT_MS = 5 * 60_000;

/** Until something new is known or certainly never was, with room for clocks that differ. */
export const SETTLING_MS = REPLICATION_LIMIT_MS + 15_000;

/** Something asked for so recently may exist although a replica does not know it; what is older and unknown is gone. */
export function mayBeUnknown(madeAt: Date, now: number): boolean {
  return now < madeAt.getTime() + REPLICATION_LIMIT_MS;
}

export type Attempt<Value, Failure> =
  | { readonly again: true; readonly failure: Failure }
  | { readonly again: false; readonly result: Result<Value, Failure> };

/**
 * Tries until the tenant knows the new objects everywhere, with growing pauses, for at most five minutes.
 *
 * @param attempt says whether its failure may be replication
 * @param limitMs how long instead
 * @returns the result, or the last failure when time ran out
 */
export async function untilReplicated<Value, Failure>(
  patience: Patience,
  attempt: () => Promise<Attempt<Value, Failure>>,
  limitMs = REPLICATION_LIMIT_MS,
): Promise<{ readonly timedOut: boolean; readonly result: Result<Value, Failure> }> {
  const deadline = patience.now() + limitMs;
  for (let number = 1; ; number += 1) {
    const tried = await attempt();
    if (!tried.again) return { timedOut: false, result: tried.result };
    const left = deadline - patience.now();
    if (left <= 0) return { timedOut: true, result: { ok: false, error: tried.failure } };
    // The last try is at the very end: what was made before the first is not too new any more.
    const delay = Math.min(left, retryDelay({ attempt: number, retryAfterSeconds: null }));
    const wait: Wait = { reason: 'replication', attempt: number, until: patience.now() + delay };
    await patience.onWait?.(wait);
    await patience.sleep(delay);
  }
}
