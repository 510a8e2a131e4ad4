import { type RetryContext, retryDelay, type RetryStatus } from './retry';
import { readRetryAfter } from './retry-after';

/** What one call waits in all before it gives up, however the service asks. */
const LONGEST_WAIT_MS = 60_000;
const MOST_ATTEMPTS = 6;

/** The service would rather be asked later. */
export type Busy = {
  readonly reason: Exclude<RetryStatus['reason'], 'replication'>;
  readonly retryAfterSeconds: number | null;
};

export type Asked<Outcome> = {
  readonly outcome: Outcome;
  /** Null when asking again makes no sense or would do harm. */
  readonly busy: Busy | null;
};

/** Asks until the service is no longer busy, waits as it says, and gives up when that would take more than a minute. */
export async function retryWhileBusy<Outcome>(
  clock: RetryContext,
  ask: () => Promise<Asked<Outcome>>,
): Promise<Outcome> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    const { outcome, busy } = await ask();
    if (!busy || attempt >= MOST_ATTEMPTS) return outcome;
    const delay = retryDelay({ attempt, retryAfterSeconds: busy.retryAfterSeconds });
    if (waited + delay > LONGEST_WAIT_MS) return outcome;
    await clock.onRetry?.({ reason: busy.reason, attempt, until: clock.now() + delay });
    await clock.sleep(delay);
    waited += delay;
  }
}

/**
 * What an answer says of the service's being busy; a 504 may be repeated only where that does no harm.
 *
 * @param now milliseconds since the epoch
 */
export function readBusy(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  method: string,
  now: number,
): Busy | null {
  if (!isBusyStatus(status, method)) return null;
  const reason = status === 429 ? 'throttled' : 'unavailable';
  return { reason, retryAfterSeconds: readRetryAfter(headers.get('retry-after'), now) };
}

export function isBusyStatus(status: number | null, method: string): boolean {
  return status === 429 || status === 503 || (status === 504 && method === 'GET');
}
