import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../context/tenant-context';
import { corruptItem } from '../scenarios/corrupt-response';
import type { BreakFault, FaultEffect, StatusFault } from '../scenarios/fault';
import { dispatch } from './graph-router';
import type { Caller } from './protocol/caller';
import type { GraphBody, GraphRequest, JsonObject } from './protocol/graph-call';
import { errorBody, traceOf } from './protocol/graph-envelope';
import { graphFailure } from './protocol/graph-failure';
import { badRequest, refusal, type GraphRefusal } from './protocol/graph-refusal';

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
  readonly body?: unknown;
};

type BatchAnswer = {
  readonly body: JsonObject;
  /** A scenario made one of the answers unreadable. */
  readonly corrupted: boolean;
  /** A scenario broke the connection at one of the requests; the others were carried out. */
  readonly broken: BreakFault | undefined;
};

/** Up to twenty requests in one; each has its own status, and a failure corrupts only what depends on it. */
export function answerBatch(tenant: Tenant, caller: Caller, request: GraphRequest): Result<BatchAnswer, GraphRefusal> {
  const parsed = batchSchema.safeParse(request.body.kind === 'json' ? request.body.value : undefined);
  if (!parsed.success) return fail(badRequest('Invalid batch payload format.'));
  const { requests } = parsed.data;
  const flaw = flawOf(requests);
  if (flaw !== undefined) return fail(badRequest(flaw));

  const responses: SubResponse[] = [];
  const effects: FaultEffect[] = [];
  for (const item of requests) {
    const isBlocked = item.dependsOn.some((id) => responses.some((done) => done.id === id && done.status >= 400));
    const call = { tenant, caller, item };
    const effect = isBlocked ? undefined : takeFault(call);
    if (effect !== undefined) effects.push(effect);
    responses.push(isBlocked ? failedDependency(tenant, item) : meetFault(call, effect));
  }
  // Graph answers in the order of completion; clients must match by id.
  const isParallel = requests.every(({ dependsOn }) => dependsOn.length === 0);
  return succeed({
    body: { responses: isParallel ? responses.reverse() : responses },
    corrupted: effects.some(({ kind }) => kind === 'malformed'),
    broken: effects.find((effect): effect is BreakFault => effect.kind === 'reset' || effect.kind === 'hang'),
  });
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

type SubCall = { readonly tenant: Tenant; readonly caller: Caller; readonly item: SubRequest };

function takeFault({ tenant, item }: SubCall): FaultEffect | undefined {
  const { pathname, search } = urlOf(item);
  return tenant.faults.take(
    { method: item.method, path: `/v1.0${pathname}`, query: search, body: JSON.stringify(item.body ?? '') },
    ['status', 'malformed', 'reset', 'hang'],
  );
}

function meetFault(call: SubCall, effect: FaultEffect | undefined): SubResponse {
  switch (effect?.kind) {
    case 'status':
      if (effect.when === 'after') carryOut(call);
      return failItem(call, effect);
    case 'malformed': {
      const { body, ...answer } = carryOut(call);
      const corrupted = corruptItem(effect.how, body);
      return corrupted === undefined ? answer : { ...answer, body: corrupted };
    }
    case 'reset':
    case 'hang':
      // No client reads this answer; requests that depend on it go the way they would have gone.
      return effect.when === 'after' ? carryOut(call) : { id: call.item.id, status: 504, headers: {} };
    case 'delay':
    case undefined:
      return carryOut(call);
  }
}

function failItem({ tenant, item }: SubCall, effect: StatusFault): SubResponse {
  const headers = new Headers(item.headers);
  const failure = graphFailure(effect, traceOf(headers, tenant.clock.now()), headers);
  return { id: item.id, status: failure.status, headers: { ...jsonHeaders, ...failure.headers }, body: failure.body };
}

function carryOut({ tenant, caller, item }: SubCall): SubResponse {
  const headers = new Headers(item.headers);
  const { pathname, searchParams } = urlOf(item);
  const request = {
    method: item.method,
    version: 'v1.0' as const,
    path: pathname,
    query: searchParams,
    headers,
    body: readItemBody(item, headers),
  };
  const outcome = dispatch(tenant, caller, request);
  if (!outcome.ok) {
    const trace = traceOf(headers, tenant.clock.now());
    return { id: item.id, status: outcome.error.status, headers: jsonHeaders, body: errorBody(outcome.error, trace) };
  }
  const { status, body } = outcome.value;
  return body === undefined
    ? { id: item.id, status, headers: {} }
    : { id: item.id, status, headers: jsonHeaders, body };
}

function urlOf({ url }: SubRequest): URL {
  return new URL(url.startsWith('/') ? url : `/${url}`, 'https://graph.microsoft.com');
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
