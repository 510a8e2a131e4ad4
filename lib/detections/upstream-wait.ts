import { setTimeout } from 'node:timers/promises';
import { retryDelay } from '@/lib/http/retry';
import { readRetryAfter } from '@/lib/http/retry-after';
import type { UpstreamProblem } from './upstream-problem';

/** Ends early, without an error, when the signal is aborted. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const realSleep: Sleep = async (milliseconds, signal) => {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    // Aborted: whoever waits looks at the signal next.
  }
};

const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 120_000;

/**
 * Milliseconds to wait before a page is asked for again; null when asking again is no use.
 *
 * @param now milliseconds since the epoch
 */
export function waitFor({ kind, retryAfter }: UpstreamProblem, attempt: number, now: number): number | null {
  if (attempt >= ATTEMPTS || !['throttled', 'unavailable', 'unreachable'].includes(kind)) return null;
  const wait = retryDelay({ attempt, retryAfterSeconds: readRetryAfter(retryAfter, now) });
  return wait <= LONGEST_WAIT_MS ? wait : null;
}
