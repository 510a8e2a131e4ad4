import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isBusyStatus, retryWhileBusy } from '@/lib/http/retry-while-busy';
import { readRetryAfter } from '@/lib/http/retry-after';
import { fail, type Result, succeed } from '@/lib/result';
import { type GraphRequest, sendToGraph } from './graph-client';
import type { GraphContext } from './graph-context';
import { type GraphError, graphErrorKind } from './graph-error';

export type GraphCall<Answer> = GraphRequest & {
  /** Judges the body; an empty one is given as undefined. */
  readonly answer: z.ZodType<Answer>;
};

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Asks Microsoft Graph, waits as told when it is busy (429, 503, 504), and judges the answer.
 *
 * A write that got no answer, or a 504, is not sent again: it may have been processed, and only the caller knows
 * how to find out.
 *
 * @see https://learn.microsoft.com/graph/throttling
 */
export async function callGraph<Answer>(
  context: GraphContext,
  call: GraphCall<Answer>,
): Promise<Result<Answer, GraphError>> {
  return retryWhileBusy(context.clock, async () => {
    const outcome = await tryOnce(context, call);
    if (outcome.ok || !isBusyStatus(outcome.error.status, call.method)) return { outcome, busy: null };
    const reason = outcome.error.kind === 'throttled' ? 'throttled' : 'unavailable';
    return { outcome, busy: { reason, retryAfterSeconds: outcome.error.retryAfterSeconds } };
  });
}

async function tryOnce<Answer>(context: GraphContext, call: GraphCall<Answer>): Promise<Result<Answer, GraphError>> {
  const clientRequestId = randomUUID();
  let response: Response;
  let text: string;
  try {
    response = await sendToGraph(context, call, clientRequestId);
    text = await response.text();
  } catch {
    return fail(graphError({ kind: 'unreachable', requestId: clientRequestId }));
  }
  const requestId = response.headers.get('request-id') ?? clientRequestId;
  const body = parseJson(text);
  if (!response.ok) {
    const retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'), context.clock.now());
    return fail(refusal({ status: response.status, body, requestId, retryAfterSeconds }));
  }
  const answer = body === MALFORMED ? null : call.answer.safeParse(body);
  if (!answer?.success) return fail(graphError({ kind: 'malformed', status: response.status, requestId }));
  return succeed(answer.data);
}

const MALFORMED = Symbol('malformed');

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return MALFORMED;
  }
}

type Refusal = {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string;
  readonly retryAfterSeconds: number | null;
};

/** Reads Graph's error, of a request or of one part of a batch. */
export function refusal({ status, body, requestId, retryAfterSeconds }: Refusal): GraphError {
  const parsed = errorBody.safeParse(body);
  return {
    kind: graphErrorKind(status),
    status,
    code: parsed.data?.error.code ?? null,
    message: parsed.data?.error.message ?? '',
    requestId,
    retryAfterSeconds,
  };
}

function graphError(known: Pick<GraphError, 'kind' | 'requestId'> & Partial<GraphError>): GraphError {
  return { status: null, code: null, message: '', retryAfterSeconds: null, ...known };
}
