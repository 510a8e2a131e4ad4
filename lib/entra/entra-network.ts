import 'server-only';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import { boundedText } from '@/lib/http/bounded-text';
import { fetchWithRetry } from '@/lib/http/fetch-with-retry';
import type { RetryContext } from '@/lib/http/retry';

/** Tokens and metadata are far below this. */
const LONGEST_ANSWER_BYTES = 1_000_000;

/**
 * How msal reaches Entra: its own way would wait for a token for ever.
 *
 * @param clock left out: a busy Entra is not asked again
 */
export function entraNetwork(clock: RetryContext | undefined): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => send(clock, url, { method: 'GET', headers: headersOf(options) }),
    sendPostRequestAsync: (url, options) =>
      send(clock, url, { method: 'POST', headers: headersOf(options), body: options?.body ?? '' }),
  };
}

function headersOf(options: NetworkRequestOptions | undefined): Record<string, string> {
  return options?.headers ?? {};
}

/** @throws when there is no answer in time, or one that is no JSON */
async function send<Body>(
  clock: RetryContext | undefined,
  url: string,
  init: RequestInit,
): Promise<NetworkResponse<Body>> {
  const response = await fetchWithRetry(fetch, clock)(url, init);
  const text = await boundedText(response, LONGEST_ANSWER_BYTES);
  const body: unknown = JSON.parse(text ?? '');
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    // msal judges the answer itself.
    body: z.custom<Body>().parse(body),
  };
}
