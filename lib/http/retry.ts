import { setTimeout } from 'node:timers/promises';

/** A retry that is about to be waited for, so that the page can tell of it. */
export type RetryStatus = {
  readonly reason: 'throttled' | 'unavailable' | 'replication';
  readonly attempt: number;
  /** Time of the next try, milliseconds since the epoch. */
  readonly until: number;
};

/** The time, and a way to let it pass; tests pass one that does not wait. */
export type Clock = {
  readonly now: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
};

/** How long one call is repeated before it gives up. */
export type RetryLimits = {
  readonly attempts: number;
  /** In all, however the service asks. */
  readonly waitMs: number;
  /** Asks again, too, when the service failed or did not answer: for reads only. */
  readonly repeatsFailures?: true;
};

/** A clock whose owner wants to know of retries. */
export type RetryContext = Clock & {
  /** Told before each wait. */
  readonly onRetry?: (retry: RetryStatus) => void | Promise<void>;
  readonly limits?: RetryLimits;
};

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined),
};

export type Delay = { readonly attempt: number; readonly retryAfterSeconds: number | null };

const LONGEST_GUESS_MS = 8_000;

/**
 * Milliseconds to wait before the next try: what the service asked for, else doubling from about a second with
 * jitter, so that many clients do not come back at once.
 */
export function retryDelay({ attempt, retryAfterSeconds }: Delay): number {
  if (retryAfterSeconds !== null) return retryAfterSeconds * 1_000;
  const guess = Math.min(LONGEST_GUESS_MS, 1_000 * 2 ** (attempt - 1));
  return Math.round(guess * (0.75 + Math.random() / 2));
}
