import 'server-only';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import { readBusy, retryWhileBusy } from '@/lib/http/retry-while-busy';
import type { RetryContext } from '@/lib/http/retry';

const TIMEOUT_MS = 20_000;

/**
 * How msal reaches Entra: its own way would wait for a token for ever.
 *
 * @param clock null: a busy Entra is not asked again
 */
export function entraNetwork(clock: RetryContext | null): INetworkModule {
  const ask = <Body>(url: string, init: RequestInit) => {
    if (!clock) return send<Body>(url, init);
    return retryWhileBusy(clock, async () => {
      const outcome = await send<Body>(url, init);
      const headers = new Headers(outcome.headers);
      return { outcome, busy: readBusy({ status: outcome.status, headers }, init.method ?? 'GET', clock.now()) };
    });
  };
  return {
    sendGetRequestAsync: (url, options) => ask(url, { method: 'GET', headers: headersOf(options) }),
    sendPostRequestAsync: (url, options) =>
      ask(url, { method: 'POST', headers: headersOf(options), body: options?.body ?? '' }),
  };
}

function headersOf(options: NetworkRequestOptions | undefined): Record<string, string> {
  return options?.headers ?? {};
}

/** @throws when there is no answer in time, or one that is no JSON */
async function send<Body>(url: string, init: RequestInit): Promise<NetworkResponse<Body>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const body: unknown = await response.json();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    // msal judges the answer itself.
    body: z.custom<Body>().parse(body),
  };
}
