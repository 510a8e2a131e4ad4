import { type RetryContext, retryDelay, type RetryLimits, type RetryStatus } from './retry';
import { readRetryAfter } from './retry-after';
import type { ServiceError } from './service-error';

/** What one call waits before it gives up, unless its caller has other limits. */
const USUAL_LIMITS: RetryLimits = { attempts: 6, waitMs: 60_000 };

/** The service would rather be asked later. */
export type Busy = {
  readonly reason: Exclude<RetryStatus['reason'], 'replication'>;
  readonly retryAfterSeconds: number | null;
};

export type Attempted<Outcome> = {
  readonly outcome: Outcome;
  /** Null when asking again makes no sense or would do harm. */
  readonly busy: Busy | null;
};

/** Asks until the service is no longer busy, waits as it says, and gives up at its limits. */
export async function retryWhileBusy<Outcome>(
  clock: RetryContext,
  ask: () => Promise<Attempted<Outcome>>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { attempts, waitMs } = clock.limits ?? USUAL_LIMITS;
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    const { outcome, busy } = await ask();
    if (!busy || attempt >= attempts || signal?.aborted) return outcome;
    const delay = retryDelay({ attempt, retryAfterSeconds: busy.retryAfterSeconds });
    if (waited + delay > waitMs) return outcome;
    await clock.onRetry?.({ reason: busy.reason, attempt, until: clock.now() + delay });
    await clock.sleep(delay, signal);
    if (signal?.aborted) return outcome;
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

/** The same of an error that was read already. */
export function busyAfter(
  { kind, status, retryAfterSeconds }: ServiceError,
  method: string,
  limits: RetryLimits = USUAL_LIMITS,
): Busy | null {
  const failed = kind === 'unreachable' || kind === 'unavailable';
  if (!isBusyStatus(status, method) && !(failed && limits.repeatsFailures)) return null;
  return { reason: kind === 'throttled' ? 'throttled' : 'unavailable', retryAfterSeconds };
}

function isBusyStatus(status: number | null, method: string): boolean {
  return status === 429 || status === 503 || (status === 504 && method === 'GET');
}
