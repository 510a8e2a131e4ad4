import type { RetryContext } from './retry';
import { readBusy, retryWhileBusy } from './retry-while-busy';

const TIMEOUT_MS = 20_000;

/**
 * A fetch for libraries that speak to Entra themselves (msal, jose): it asks until the service is no longer busy. Each
 * try has a time-out of its own, in place of the library's, which would run out while it waits.
 *
 * @param clock left out: a busy service is not asked again
 */
export function fetchWithRetry(send: typeof fetch, clock: RetryContext | undefined): typeof fetch {
  const ask: typeof fetch = (input, init) => send(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!clock) return ask;
  return (input, init) =>
    retryWhileBusy(clock, async () => {
      const outcome = await ask(input, init);
      return { outcome, busy: readBusy(outcome, init?.method ?? 'GET', clock.now()) };
    });
}
