import 'server-only';
import type { GraphContext } from '../graph-context';

export type Sent = {
  readonly method: string;
  /** Below the version, with its query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
};

export type ScriptedGraph = { readonly context: GraphContext; readonly sent: readonly Sent[] };

/** Microsoft Graph that answers each request with the next of the given; one too many fails like a network. */
export function scriptedGraph(...answers: readonly (() => Response)[]): ScriptedGraph {
  const sent: Sent[] = [];
  const context: GraphContext = {
    graphUrl: 'https://graph.example',
    token: 'the-token',
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const text = await request.text();
      const answer = answers[sent.length];
      const path = decodeURIComponent(pathname.replace(/^\/v1\.0/, '') + search);
      sent.push({ method: request.method, path, headers: request.headers, body: text ? JSON.parse(text) : undefined });
      if (!answer) throw new TypeError('an unexpected request');
      return answer();
    },
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  };
  return { context, sent };
}

export const answer = (body: unknown, status = 200) => {
  return () => Response.json(body, { status });
};

export const noContent = () => new Response(null, { status: 204 });

/** Graph's own words for a refusal. */
export const refusal = (status: number, code: string, message: string) => {
  const headers = { 'request-id': 'their-request-id' };
  return () => Response.json({ error: { code, message } }, { status, headers });
};
