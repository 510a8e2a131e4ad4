import 'server-only';
import { z } from 'zod';
import { callService, type Service } from '@/lib/http/call-service';
import { parseAnswer, parseJson } from '@/lib/http/parse-answer';
import type { ServiceError } from '@/lib/http/service-error';
import type { Result } from '@/lib/result';
import { type GraphRequest, sendToGraph } from './graph-client';
import type { GraphContext } from './graph-context';

export type GraphCall<Answer> = GraphRequest & {
  /** Judges the body; an empty one is given as undefined. */
  readonly answer: z.ZodType<Answer>;
};

const TIMEOUT_MS = 20_000;
/** A page of 999 applications, with all that is read of each, is below this. */
const LONGEST_ANSWER_BYTES = 16_000_000;

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
): Promise<Result<Answer, ServiceError>> {
  const answered = await callService(graphService(context), call, context.clock);
  return answered.ok ? parseAnswer(answered.value, call.answer) : answered;
}

function graphService(context: GraphContext): Service<GraphRequest> {
  return {
    send: (request, sending) => sendToGraph(context, request, sending),
    timeoutMs: TIMEOUT_MS,
    countedAs: 'graphRequests',
    longestAnswerBytes: LONGEST_ANSWER_BYTES,
    explain: (text) => explain(parseJson(text)),
  };
}

/** Graph's own code and words, of a request or of one part of a batch. */
export function explain(body: unknown): Pick<ServiceError, 'code' | 'message'> {
  const error = errorBody.safeParse(body).data?.error;
  return { code: error?.code ?? null, message: error?.message ?? '' };
}
