import { readBusy, untilServed } from './busy-service';
import type { Patience } from './retry';

const TIMEOUT_MS = 20_000;

/**
 * A fetch for reads that asks until the service is no longer busy. Each try has a time-out of its own, in place of the
 * caller's, which would run out while it waits.
 *
 * @param patience left out: a busy service is not asked again
 */
export function servedFetch(send: typeof fetch, patience: Patience | undefined): typeof fetch {
  const ask: typeof fetch = (input, init) => send(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!patience) return ask;
  return (input, init) =>
    untilServed(patience, async () => {
      const outcome = await ask(input, init);
      return { outcome, busy: readBusy(outcome, 'GET', patience.now()) };
    });
}
