import { succeed } from '@siem-connect/foundation/result';
import { Hono, type Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import { breakConnection, type FaultEnv } from '../scenarios/break-connection';
import { answerBatch } from './batch';
import { dispatch } from './graph-router';
import { bearerChallenge } from './protocol/bearer-challenge';
import { identifyCaller } from './protocol/caller';
import type { GraphOutcome, GraphRequest, GraphVersion } from './protocol/graph-call';
import { errorBody, traceHeaders, traceOf, type GraphTrace } from './protocol/graph-envelope';
import { readGraphBody } from './protocol/read-graph-body';
import { usageHeaders } from './protocol/throttle-headers';

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Microsoft Graph on the API origin: v1.0, and of beta what a SIEM of the catalogue reads. */
export function graphApp(tenant: Tenant): Hono<FaultEnv> {
  const app = new Hono<FaultEnv>();
  app.all('/v1.0/*', (context) => answer(tenant.reachedBy(context.req.url), context, 'v1.0'));
  app.get('/beta/security/alerts_v2', (context) => answer(tenant.reachedBy(context.req.url), context, 'beta'));
  return app;
}

async function answer(tenant: Tenant, context: Context<FaultEnv>, version: GraphVersion): Promise<Response> {
  const request = await readRequest(context, version);
  const trace = traceOf(request.headers, tenant.clock.now());
  const caller = await identifyCaller(tenant, request.headers.get('authorization') ?? undefined);
  if (caller.ok && request.path === '/$batch' && request.method === 'POST') {
    return batchAnswer(context, trace, answerBatch(tenant, caller.value, request));
  }
  const outcome = caller.ok ? dispatch(tenant, caller.value, request) : caller;
  return answerWith(outcome, trace, usageHeaders(request, tenant.store.read().settings.throttlePercentage));
}

/** What a fault did to one of the requests may have broken the connection for all of them. */
async function batchAnswer(
  context: Context<FaultEnv>,
  trace: GraphTrace,
  batch: ReturnType<typeof answerBatch>,
): Promise<Response> {
  if (!batch.ok) return answerWith(batch, trace, {});
  const { body, corrupted, broken } = batch.value;
  if (broken !== undefined) {
    context.set('fault', broken.kind);
    return breakConnection(context, broken);
  }
  if (corrupted) context.set('fault', 'malformed');
  return answerWith(succeed({ status: 200, body }), trace, {});
}

function answerWith(outcome: GraphOutcome, trace: GraphTrace, usage: Record<string, string>): Response {
  const headers = { ...traceHeaders(trace), ...usage, 'Content-Type': contentType };
  if (!outcome.ok) {
    const challenge = outcome.error.status === 401 ? bearerChallenge() : {};
    const body = JSON.stringify(errorBody(outcome.error, trace));
    return new Response(body, { status: outcome.error.status, headers: { ...headers, ...challenge } });
  }
  const { status, body } = outcome.value;
  if (body === undefined) return new Response(null, { status, headers: { ...traceHeaders(trace), ...usage } });
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'OData-Version': '4.0', ...outcome.value.headers },
  });
}

async function readRequest(context: Context, version: GraphVersion): Promise<GraphRequest> {
  const url = new URL(context.req.url);
  const { headers } = context.req.raw;
  const hasBody = !['GET', 'HEAD', 'DELETE'].includes(context.req.method);
  const text = hasBody ? await context.req.text() : '';
  return {
    version,
    method: context.req.method,
    path: url.pathname.slice(`/${version}`.length),
    query: url.searchParams,
    headers,
    body: readGraphBody(text, headers.get('content-type')),
  };
}
