import { z } from 'zod';
import { refuse, succeed, type Result } from '../result';
import type { Tenant } from '../tenant-context';
import type { Caller } from './caller';
import type { GraphBody, GraphRequest, JsonObject } from './graph-call';
import { errorBody, traceOf } from './graph-envelope';
import { graphFailure } from './graph-failure';
import { badRequest, refusal, type GraphRefusal } from './graph-refusal';
import { dispatch } from './graph-router';

const subRequestSchema = z.strictObject({
  id: z.string().min(1),
  method: z.string().toUpperCase(),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).default([]),
});

const batchSchema = z.strictObject({ requests: z.array(subRequestSchema).min(1).max(20) });

type SubRequest = Readonly<z.output<typeof subRequestSchema>>;
type SubResponse = {
  readonly id: string;
  readonly status: number;
  readonly headers: object;
  readonly body?: JsonObject;
};

/** Up to twenty requests in one; each has its own status, and a failure spoils only what depends on it. */
export function answerBatch(tenant: Tenant, caller: Caller, request: GraphRequest): Result<JsonObject, GraphRefusal> {
  const parsed = batchSchema.safeParse(request.body.kind === 'json' ? request.body.value : undefined);
  if (!parsed.success) return refuse(badRequest('Invalid batch payload format.'));
  const { requests } = parsed.data;
  const flaw = flawOf(requests);
  if (flaw !== undefined) return refuse(badRequest(flaw));

  const responses: SubResponse[] = [];
  for (const item of requests) {
    const isBlocked = item.dependsOn.some((id) => responses.some((done) => done.id === id && done.status >= 400));
    responses.push(isBlocked ? failedDependency(tenant, item) : answerItem(tenant, caller, item));
  }
  // Graph answers in the order of completion; clients must match by id.
  const isParallel = requests.every(({ dependsOn }) => dependsOn.length === 0);
  return succeed({ responses: isParallel ? responses.reverse() : responses });
}

function flawOf(requests: readonly SubRequest[]): string | undefined {
  const ids = requests.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return 'Request Ids in a batch must be unique.';
  for (const [index, { url, dependsOn }] of requests.entries()) {
    if (/^[a-z]+:/i.test(url)) return 'Request URLs in a batch must be relative.';
    if (/^\/?\$batch/.test(url)) return 'A batch request cannot be nested.';
    if (dependsOn.length > 1) return 'A request in a batch can depend on one other request only.';
    const unknown = dependsOn.find((id) => !ids.slice(0, index).includes(id));
    if (unknown !== undefined) return `A request depends on '${unknown}', which does not stand before it.`;
  }
  return hasKnownPattern(requests) ? undefined : 'Requests must all be parallel, serial, or depend on the same one.';
}

/** @see https://learn.microsoft.com/graph/json-batching three patterns are supported */
function hasKnownPattern(requests: readonly SubRequest[]): boolean {
  const wanted = requests.map(({ dependsOn }) => dependsOn[0]);
  const isParallel = wanted.every((id) => id === undefined);
  const isSerial = wanted.every((id, index) => id === requests[index - 1]?.id);
  const isSame = new Set(wanted.slice(1)).size === 1 && wanted[0] === undefined;
  return isParallel || isSerial || isSame;
}

function answerItem(tenant: Tenant, caller: Caller, item: SubRequest): SubResponse {
  const headers = new Headers(item.headers);
  const url = new URL(item.url.startsWith('/') ? item.url : `/${item.url}`, 'https://graph.microsoft.com');
  const trace = traceOf(headers, tenant.clock.now());
  const target = { method: item.method, path: `/v1.0${url.pathname}`, query: url.search };
  const effect = tenant.faults.take(target, ['status']);
  if (effect?.kind === 'status') {
    const failure = graphFailure(effect, trace);
    return { id: item.id, status: failure.status, headers: { ...jsonHeaders, ...failure.headers }, body: failure.body };
  }
  const outcome = dispatch(tenant, caller, {
    method: item.method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: readItemBody(item, headers),
  });
  if (!outcome.ok) {
    return { id: item.id, status: outcome.error.status, headers: jsonHeaders, body: errorBody(outcome.error, trace) };
  }
  const { status, body } = outcome.value;
  return body === undefined
    ? { id: item.id, status, headers: {} }
    : { id: item.id, status, headers: jsonHeaders, body };
}

const jsonHeaders = { 'Content-Type': 'application/json' };

function readItemBody({ body }: SubRequest, headers: Headers): GraphBody {
  if (body === undefined) return { kind: 'none' };
  const isJson = /^application\/json\b/i.test(headers.get('content-type') ?? '');
  return isJson ? { kind: 'json', value: body } : { kind: 'unreadable' };
}

function failedDependency(tenant: Tenant, { id }: SubRequest): SubResponse {
  const trace = traceOf(new Headers(), tenant.clock.now());
  const blocked = refusal(424, 'FailedDependency', 'The request this one depends on has failed.');
  return { id, status: blocked.status, headers: jsonHeaders, body: errorBody(blocked, trace) };
}
