import 'server-only';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import { readBusy, untilServed } from '@/lib/http/busy-service';
import type { Patience } from '@/lib/http/retry';

const TIMEOUT_MS = 20_000;

/**
 * How msal reaches Entra: its own way would wait for a token for ever.
 *
 * @param patience null: a busy Entra is not asked again
 */
export function entraNetwork(patience: Patience | null): INetworkModule {
  const ask = <Body>(url: string, init: RequestInit) => {
    if (!patience) return send<Body>(url, init);
    return untilServed(patience, async () => {
      const outcome = await send<Body>(url, init);
      const headers = new Headers(outcome.headers);
      return { outcome, busy: readBusy({ status: outcome.status, headers }, init.method ?? 'GET', patience.now()) };
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
