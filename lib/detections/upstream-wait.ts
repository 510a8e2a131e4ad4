import { setTimeout } from 'node:timers/promises';
import { retryDelay } from '@/lib/http/retry';
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
  const wait = retryDelay({ attempt, retryAfterSeconds: secondsOf(retryAfter, now) });
  return wait <= LONGEST_WAIT_MS ? wait : null;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function secondsOf(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1_000);
}
