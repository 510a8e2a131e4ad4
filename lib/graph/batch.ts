import 'server-only';
import { z } from 'zod';
import type { RetryLimits } from '@/lib/http/retry';
import { readRetryAfter } from '@/lib/http/retry-after';
import { type Busy, busyAfter, retryWhileBusy } from '@/lib/http/retry-while-busy';
import { errorKind, serviceError, type ServiceError } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import { callGraph, explain } from './graph-request';

/** Reads that travel together. The name is the id of each. */
export type BatchReads<Name extends string> = Readonly<Record<Name, string>>;

/** The answer to each read, by its name. */
export type BatchAnswers<Name extends string> = (name: Name) => Result<unknown, ServiceError>;

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
const LIMITS: RetryLimits = { attempts: 2, waitMs: 10_000 };

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
): Promise<Result<BatchAnswers<Name>, ServiceError>> {
  let answers: Answers = {};
  return retryWhileBusy<Result<BatchAnswers<Name>, ServiceError>>({ ...context.clock, limits: LIMITS }, async () => {
    const open = Object.entries<string>(reads).filter(([name]) => isOpen(answers[name]));
    const sent = await sendBatch(context, Object.fromEntries(open));
    if (!sent.ok && open.length === Object.keys(reads).length) return { outcome: sent, busy: null };
    answers = { ...answers, ...(sent.ok ? sent.value : {}) };
    return { outcome: succeed(answerFrom(answers)), busy: longestWait(Object.values(answers)) };
  });
}

type Answers = Readonly<Partial<Record<string, Result<unknown, ServiceError>>>>;

async function sendBatch(
  context: GraphContext,
  reads: Readonly<Record<string, string>>,
): Promise<Result<Answers, ServiceError>> {
  const requests = Object.entries(reads).map(([id, url]) => ({ id, method: 'GET', url }));
  const sent = await callGraph(context, {
    method: 'POST',
    path: '/$batch',
    body: { requests },
    headers: { 'Content-Type': 'application/json' },
    answer: answerSchema,
  });
  if (!sent.ok) return sent;
  return succeed(
    Object.fromEntries(sent.value.responses.map((part) => [part.id, parsePart(part, context.clock.now())])),
  );
}

function parsePart(part: BatchAnswer['responses'][number], now: number): Result<unknown, ServiceError> {
  const headers = new Headers(part.headers);
  if (part.status < 300) return succeed(part.body);
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), now);
  const requestId = headers.get('request-id') ?? innerRequestId(part.body);
  const { status, body } = part;
  return fail(serviceError({ kind: errorKind(status), status, requestId, retryAfterSeconds, ...explain(body) }));
}

const inner = z.object({ error: z.object({ innerError: z.object({ 'request-id': z.string() }) }) });

function innerRequestId(body: unknown): string {
  return inner.safeParse(body).data?.error.innerError['request-id'] ?? '';
}

type Answer = Result<unknown, ServiceError> | undefined;

function isOpen(answer: Answer): boolean {
  return !answer || busyOf(answer).length > 0;
}

function busyOf(answer: Answer): readonly Busy[] {
  const busy = !answer || answer.ok ? null : busyAfter(answer.error, 'GET');
  return busy ? [busy] : [];
}

/** The parts are asked for again together, so the one that asks for most time decides. */
function longestWait(answers: readonly Answer[]): Busy | null {
  const seconds = ({ retryAfterSeconds }: Busy) => retryAfterSeconds ?? 1;
  const [most] = answers.flatMap(busyOf).toSorted((one, other) => seconds(other) - seconds(one));
  return most ?? null;
}

const NO_ANSWER = fail(serviceError({ kind: 'malformed' }));

function answerFrom(answers: Answers): BatchAnswers<string> {
  return (name) => answers[name] ?? NO_ANSWER;
}
