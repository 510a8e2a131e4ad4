import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import type { Tenant } from '../tenant-context';
import type { FaultEffect } from './fault';

type StatusFault = Extract<FaultEffect, { kind: 'status' }>;
type MalformedFault = Extract<FaultEffect, { kind: 'malformed' }>;

/** What a request carries while it passes: the connection below it and the fault it met. */
export type FaultEnv = {
  Bindings: { readonly incoming?: IncomingMessage };
  Variables: { fault?: FaultEffect['kind'] };
};

/** Stands before a surface and carries out the faults of the scenario; `fail` speaks that surface's language. */
export function faultGate(
  tenant: Tenant,
  fail: (context: Context, fault: StatusFault) => Response | Promise<Response>,
): MiddlewareHandler<FaultEnv> {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const effect = tenant.faults.take({ method: context.req.method, path: url.pathname, query: url.search });
    if (effect === undefined) {
      await next();
      return undefined;
    }
    context.set('fault', effect.kind);
    switch (effect.kind) {
      case 'status':
        return fail(context, effect);
      case 'delay':
        await sleep(effect.delayMs);
        await next();
        return undefined;
      case 'malformed':
        await next();
        context.res = spoil(effect, context.res.status, await context.res.text());
        return undefined;
      case 'reset':
        if (effect.when === 'after') await next();
        return cutConnection(context);
    }
  };
}

/** The client sees a connection that ends without an answer. */
function cutConnection(context: Context<FaultEnv>): Response {
  const { incoming } = context.env;
  if (incoming === undefined) throw new Error('Only a real connection can be cut.');
  incoming.socket.destroy();
  return new Response(null, { status: 500 });
}

function spoil({ how }: MalformedFault, status: number, body: string): Response {
  const json = { 'Content-Type': 'application/json' };
  // A body belongs to these answers only if something in between went wrong, which is the point.
  const withBody = status === 204 ? 200 : status;
  switch (how) {
    case 'html':
      return new Response('<html><body><h1>Proxy error</h1></body></html>', {
        status: withBody,
        headers: { 'Content-Type': 'text/html' },
      });
    case 'empty':
      return new Response('', { status: withBody, headers: json });
    case 'truncated':
      return new Response(body.slice(0, Math.floor(body.length / 2)) || '{"value":[', {
        status: withBody,
        headers: json,
      });
    case 'shape':
      return new Response(JSON.stringify({ unexpected: [42, null] }), { status: withBody, headers: json });
  }
}
