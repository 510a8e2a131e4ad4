import { type Deadline, deadline } from '@/lib/http/deadline';
import type { ServiceError } from '@/lib/http/service-error';
import type { Result } from '@/lib/result';
import { alertPages } from './alert-pages';
import type { Caller } from './caller-token';
import type { DetectionDependencies } from './detection-dependencies';
import type { DetectionQuery } from './detection-query';
import { refusalResponse } from './detection-refusal';
import { wantedRows } from './detection-rows';
import { detectionStream, type StreamEnd } from './detection-stream';
import { fetchPage, type Page, type PageRequest, parsePage } from './fetch-page';
import { UpstreamInterrupted } from './upstream-interrupted';
import { upstreamFor } from './upstream-query';

const MAX_ANSWER_MS = 15 * 60_000;
/** Over a million rows: whoever asks for more has forgotten sinceTimeUtc. */
const MAX_ANSWER_BYTES = 2 * 1024 ** 3;

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  // nginx would collect the whole answer first.
  'x-accel-buffering': 'no',
};

export type AcceptedRequest = {
  readonly caller: Caller;
  readonly query: DetectionQuery;
  /** Where it came from, as far as that is known. */
  readonly address: string;
  readonly release: () => void;
};

/**
 * Fetches the first page, which decides the status, and answers with a stream of it and all that follow.
 *
 * @param accepted release is called once the answer has ended, however it ends
 */
export async function startAnswer(
  request: Request,
  { caller, query, address, release }: AcceptedRequest,
  dependencies: DetectionDependencies,
): Promise<Response> {
  const time = deadline(MAX_ANSWER_MS, request.signal);
  const free = () => {
    time.end();
    release();
  };
  const upstream = upstreamFor(caller, query);
  const first = await firstPage(dependencies.send, upstream.first, time);
  if (!first.ok) {
    free();
    if (first.error.kind === 'unauthorized') await dependencies.budget.refuse(caller.token, address);
    dependencies.report({ api: caller.api, end: 'refused', rows: 0, ...problemOf(first.error) });
    return refusalResponse({ kind: 'upstream', problem: first.error });
  }
  dependencies.budget.prove(caller.token);
  // Microsoft took the token: the connector's credential works, and something uses it.
  if (caller.appId) dependencies.recordPull(caller.appId);
  const source = { ...dependencies, signal: time.signal, readsAhead: query.limit === null };
  const pages = alertPages(source, upstream, first.value);
  const limits = { limit: query.limit, maxBytes: MAX_ANSWER_BYTES, signal: time.signal };
  const rows = { pages, rowsOf: wantedRows(caller.api, query, dependencies.cloud), ...limits };
  const ended = (end: StreamEnd, count: number, reason?: unknown) => {
    free();
    const problem = problemOf(reason instanceof UpstreamInterrupted ? reason.problem : null);
    dependencies.report({ api: caller.api, end: request.signal.aborted ? 'left' : end, rows: count, ...problem });
  };
  return new Response(detectionStream(rows, ended), { headers });
}

async function firstPage(
  send: typeof fetch,
  request: PageRequest,
  { signal }: Deadline,
): Promise<Result<Page, ServiceError>> {
  const raw = await fetchPage({ send, signal }, request);
  return raw.ok ? parsePage(raw.value) : raw;
}

function problemOf(problem: ServiceError | null) {
  return { problem: problem?.kind ?? null, upstreamRequestId: problem?.requestId || null };
}
