import 'server-only';
import { z } from 'zod';
import { readRetryAfter } from '@/lib/http/retry-after';
import { fail, type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { GraphError } from './graph-error';
import { callGraph, refusal } from './graph-request';

/** Reads that travel together. The name is the id of each. */
export type BatchReads<Name extends string> = Readonly<Record<Name, string>>;

/** The answer to each read, by its name. */
export type BatchAnswers<Name extends string> = (name: Name) => Result<unknown, GraphError>;

const answerSchema = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    }),
  ),
});

type BatchAnswer = z.infer<typeof answerSchema>;

/** Past this a page would rather say that it does not know. */
const LONGEST_WAIT_SECONDS = 10;

/**
 * Several GETs in one round trip; each succeeds or fails on its own. Parts that Graph was too busy for are asked for
 * once more, together.
 *
 * @param reads paths below the version, at most 20
 * @see https://learn.microsoft.com/graph/json-batching
 */
export async function readBatch<Name extends string>(
  context: GraphContext,
  reads: BatchReads<Name>,
): Promise<Result<BatchAnswers<Name>, GraphError>> {
  const first = await sendBatch(context, reads);
  if (!first.ok) return first;
  const busy = Object.entries<string>(reads).filter(([name]) => isBusy(first.value[name]));
  if (busy.length === 0) return succeed(answerFrom(first.value));
  const wait = Math.max(...busy.map(([name]) => retrySeconds(first.value[name])));
  if (wait > LONGEST_WAIT_SECONDS) return succeed(answerFrom(first.value));
  await context.clock.sleep(wait * 1_000);
  const second = await sendBatch(context, Object.fromEntries(busy));
  return succeed(answerFrom({ ...first.value, ...(second.ok ? second.value : {}) }));
}

type Answers = Readonly<Partial<Record<string, Result<unknown, GraphError>>>>;

async function sendBatch(
  context: GraphContext,
  reads: Readonly<Record<string, string>>,
): Promise<Result<Answers, GraphError>> {
  const requests = Object.entries(reads).map(([id, url]) => ({ id, method: 'GET', url }));
  const sent = await callGraph(context, {
    method: 'POST',
    path: '/$batch',
    body: { requests },
    headers: { 'Content-Type': 'application/json' },
    answer: answerSchema,
  });
  if (!sent.ok) return sent;
  return succeed(Object.fromEntries(sent.value.responses.map((part) => [part.id, judge(part, context.clock.now())])));
}

function judge(part: BatchAnswer['responses'][number], now: number): Result<unknown, GraphError> {
  const headers = new Headers(part.headers);
  if (part.status < 300) return succeed(part.body);
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), now);
  const requestId = headers.get('request-id') ?? innerRequestId(part.body);
  return fail(refusal({ status: part.status, body: part.body, requestId, retryAfterSeconds }));
}

const inner = z.object({ error: z.object({ innerError: z.object({ 'request-id': z.string() }) }) });

function innerRequestId(body: unknown): string {
  return inner.safeParse(body).data?.error.innerError['request-id'] ?? '';
}

function isBusy(answer: Result<unknown, GraphError> | undefined): boolean {
  if (!answer || answer.ok) return false;
  return answer.error.status === 429 || answer.error.status === 503 || answer.error.status === 504;
}

function retrySeconds(answer: Result<unknown, GraphError> | undefined): number {
  return answer && !answer.ok ? (answer.error.retryAfterSeconds ?? 1) : 1;
}

const NO_ANSWER = fail<GraphError>({
  kind: 'malformed',
  status: null,
  code: null,
  message: '',
  requestId: '',
  retryAfterSeconds: null,
});

function answerFrom(answers: Answers): BatchAnswers<string> {
  return (name) => answers[name] ?? NO_ANSWER;
}
