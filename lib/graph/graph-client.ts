import 'server-only';
import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type { GraphContext } from './graph-context';

export type GraphMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type GraphRequest = {
  readonly method: GraphMethod;
  /** Path below the version, with its query, such as /me?$select=id. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

const TIMEOUT_MS = 20_000;

/** The last middleware: sends with the fetch that was passed in, and not for ever. */
class FetchHandler implements Middleware {
  private readonly send: typeof fetch;

  constructor(send: typeof fetch) {
    this.send = send;
  }

  async execute(context: Context): Promise<void> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    context.response = await this.send(context.request, { ...context.options, signal });
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
  clientRequestId: string,
): Promise<Response> {
  const authentication = new AuthenticationHandler({ getAccessToken: () => Promise.resolve(context.token) });
  authentication.setNext(new FetchHandler(context.fetch));
  const client = Client.initWithMiddleware({
    baseUrl: `${context.graphUrl}/`,
    // The name without its port: with a port the client would silently leave the token out.
    customHosts: new Set([new URL(context.graphUrl).hostname]),
    middleware: authentication,
  });
  const api = client
    .api(request.path)
    .headers({ 'client-request-id': clientRequestId, 'return-client-request-id': 'true', ...request.headers })
    .responseType(ResponseType.RAW);
  const response: unknown = await send(api, request);
  if (!(response instanceof Response)) throw new TypeError('The Graph client gave something other than a response.');
  return response;
}

function send(api: ReturnType<Client['api']>, { method, body }: GraphRequest): Promise<unknown> {
  switch (method) {
    case 'GET':
      return api.get();
    case 'POST':
      return api.post(body ?? {});
    case 'PATCH':
      return api.patch(body ?? {});
    case 'DELETE':
      return api.delete();
  }
}
