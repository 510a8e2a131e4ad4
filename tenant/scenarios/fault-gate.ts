import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, MiddlewareHandler, Next } from 'hono';
import { breakConnection, type FaultEnv } from './break-connection';
import { corruptResponse } from './corrupt-response';
import type { FaultEffect, StatusFault } from './fault';
import type { FaultList } from './fault-list';

type Fail = (context: Context, fault: StatusFault) => Response | Promise<Response>;

/** Stands before a service and carries out the faults of the scenario; `fail` answers in that service's form. */
export function faultGate(faults: FaultList, fail: Fail): MiddlewareHandler<FaultEnv> {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const body = faults.readBodies() ? await context.req.raw.clone().text() : '';
    const effect = faults.take({ method: context.req.method, path: url.pathname, query: url.search, body });
    if (effect === undefined) {
      await next();
      return undefined;
    }
    const answer = await meet(effect, { context, next, fail });
    if (answer === undefined) return undefined;
    // Hono keeps the headers of an answer that is merely replaced.
    context.res = undefined;
    context.res = answer;
    return undefined;
  };
}

type GatedCall = { readonly context: Context<FaultEnv>; readonly next: Next; readonly fail: Fail };

/** Nothing, when the answer of the service itself goes out. */
async function meet(effect: FaultEffect, { context, next, fail }: GatedCall): Promise<Response | undefined> {
  context.set('fault', effect.kind);
  switch (effect.kind) {
    case 'status': {
      if (effect.when === 'after') await next();
      const refusal = await fail(context, effect);
      if (effect.corruption === undefined) return refusal;
      context.set('fault', 'malformed');
      return corruptResponse(effect.corruption, refusal.status, await refusal.text());
    }
    case 'delay':
      await sleep(effect.delayMs);
      await next();
      return undefined;
    case 'malformed':
      await next();
      return corruptResponse(effect.how, context.res.status, await context.res.text());
    case 'reset':
    case 'hang':
      if (effect.when === 'after') await next();
      return breakConnection(context, effect);
  }
}
