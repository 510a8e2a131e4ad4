import 'server-only';
import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type { Sending } from '@/lib/http/call-service';
import type { GraphContext } from './graph-context';
import { securityHeaders } from './security-headers';

export type GraphMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type GraphRequest = {
  readonly method: GraphMethod;
  /** Path below the version, with its query, such as /me?$select=id. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The last middleware: sends with the fetch that was passed in, and ends when the caller does. */
class FetchHandler implements Middleware {
  private readonly send: typeof fetch;
  private readonly signal: AbortSignal;
  /** Why there was no answer: the client makes an error of its own of it. */
  failure: unknown = null;

  constructor(send: typeof fetch, signal: AbortSignal) {
    this.send = send;
    this.signal = signal;
  }

  async execute(context: Context): Promise<void> {
    try {
      context.response = await this.send(context.request, { ...context.options, signal: this.signal });
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

/**
 * One request through Microsoft's client, its answer unread. The client's own retrying is left out: it may wait for
 * three minutes a try without telling anybody.
 *
 * @throws whatever fetch throws when there is no answer
 */
export async function sendToGraph(
  context: GraphContext,
  request: GraphRequest,
  { requestId, signal }: Sending,
): Promise<Response> {
  const authentication = new AuthenticationHandler({ getAccessToken: () => Promise.resolve(context.token) });
  const last = new FetchHandler(context.fetch, signal);
  authentication.setNext(last);
  const client = Client.initWithMiddleware({
    baseUrl: `${context.graphUrl}/`,
    // The name without its port: with a port the client would silently leave the token out.
    customHosts: new Set([new URL(context.graphUrl).hostname]),
    middleware: authentication,
  });
  const api = client
    .api(request.path)
    .headers({
      ...securityHeaders(request.path),
      'client-request-id': requestId,
      'return-client-request-id': 'true',
      ...request.headers,
    })
    .responseType(ResponseType.RAW);
  const response: unknown = await send(api, request).catch((error: unknown) => {
    throw last.failure ?? error;
  });
  if (!(response instanceof Response)) throw new TypeError('The Graph client gave something other than a response.');
  return response;
}

function send(api: ReturnType<Client['api']>, { method, body }: GraphRequest): Promise<unknown> {
  switch (method) {
    case 'GET':
      return api.get();
    case 'POST':
      return api.post(body);
    case 'PATCH':
      return api.patch(body ?? {});
    case 'DELETE':
      return api.delete();
  }
}
