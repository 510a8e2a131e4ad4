import 'server-only';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import { fetchWithRetry } from '@/lib/http/fetch-with-retry';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import type { RetryContext } from '@/lib/http/retry';

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
  const response = await fetchWithRetry(outgoingFetch, clock)(url, init);
  const body: unknown = JSON.parse(await response.text());
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    // msal judges the answer itself.
    body: z.custom<Body>().parse(body),
  };
}
