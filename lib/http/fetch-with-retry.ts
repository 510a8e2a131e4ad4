import type { RetryContext } from './retry';
import { boundedText } from './bounded-text';
import { readBusy, retryWhileBusy } from './retry-while-busy';

const TIMEOUT_MS = 20_000;

/** Tokens, keys and metadata are far below this. */
const LONGEST_ANSWER_BYTES = 1_000_000;

/**
 * A fetch for libraries that speak to Entra themselves (msal, jose): it asks until the service is no longer busy. Each
 * try has a time-out of its own, in place of the library's, which would run out while it waits.
 *
 * @param clock left out: a busy service is not asked again
 */
export function fetchWithRetry(send: typeof fetch, clock: RetryContext | undefined): typeof fetch {
  const ask: typeof fetch = async (input, init) =>
    bounded(await send(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }));
  if (!clock) return ask;
  return (input, init) =>
    retryWhileBusy(clock, async () => {
      const outcome = await ask(input, init);
      return { outcome, busy: readBusy(outcome, init?.method ?? 'GET', clock.now()) };
    });
}

/** Read here, since the libraries read whatever comes. @throws for an answer that is too long */
async function bounded(answer: Response): Promise<Response> {
  if (!answer.body) return answer;
  const text = await boundedText(answer, LONGEST_ANSWER_BYTES);
  if (text === null) throw new TypeError('The answer is too long.');
  return new Response(text, { status: answer.status, headers: answer.headers });
}
