import { Hono, type Context } from 'hono';
import { refuse, succeed } from '../result';
import type { Tenant } from '../tenant-context';
import { answerBatch } from './batch';
import { identifyCaller } from './caller';
import type { GraphOutcome, GraphRequest } from './graph-call';
import { errorBody, traceHeaders, traceOf } from './graph-envelope';
import { refusals } from './graph-refusal';
import { dispatch } from './graph-router';
import { readGraphBody } from './read-graph-body';

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Microsoft Graph v1.0 on the API origin. */
export function graphApp(tenant: Tenant): Hono {
  const app = new Hono();
  app.all('/v1.0/*', (context) => answer(tenant, context));
  return app;
}

async function answer(tenant: Tenant, context: Context): Promise<Response> {
  const request = await readRequest(context);
  const trace = traceOf(request.headers, tenant.clock.now());
  const outcome = await handle(tenant, request);
  const headers = { ...traceHeaders(trace), 'Content-Type': contentType };
  if (!outcome.ok) {
    const challenge: Record<string, string> =
      outcome.error.status === 401 ? { 'WWW-Authenticate': bearerChallenge } : {};
    const body = JSON.stringify(errorBody(outcome.error, trace));
    return new Response(body, { status: outcome.error.status, headers: { ...headers, ...challenge } });
  }
  const { status, body } = outcome.value;
  if (body === undefined) return new Response(null, { status, headers: traceHeaders(trace) });
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'OData-Version': '4.0', ...outcome.value.headers },
  });
}

const bearerChallenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

async function handle(tenant: Tenant, request: GraphRequest): Promise<GraphOutcome> {
  const caller = await identifyCaller(tenant, request.headers.get('authorization') ?? undefined);
  if (!caller.ok) return caller;
  if (request.path !== '/$batch') return dispatch(tenant, caller.value, request);
  if (request.method !== 'POST') return refuse(refusals.methodNotAllowed());
  const batch = answerBatch(tenant, caller.value, request);
  return batch.ok ? succeed({ status: 200, body: batch.value }) : batch;
}

async function readRequest(context: Context): Promise<GraphRequest> {
  const url = new URL(context.req.url);
  const { headers } = context.req.raw;
  const hasBody = !['GET', 'HEAD', 'DELETE'].includes(context.req.method);
  const text = hasBody ? await context.req.text() : '';
  return {
    method: context.req.method,
    path: url.pathname.slice('/v1.0'.length),
    query: url.searchParams,
    headers,
    body: readGraphBody(text, headers.get('content-type')),
  };
}
