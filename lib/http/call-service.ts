import 'server-only';
import { randomUUID } from 'node:crypto';
import { fail, type Result, succeed } from '@/lib/result';
import { count, outcomeOfStatus } from '@/lib/signal/counts';
import { boundedText } from './bounded-text';
import { deadline } from './deadline';
import { networkCauseOf } from './outgoing-fetch';
import type { RetryContext } from './retry';
import { readRetryAfter } from './retry-after';
import { busyAfter, retryWhileBusy } from './retry-while-busy';
import { errorKind, serviceError, type ServiceError } from './service-error';

export type ServiceRequest = {
  readonly method: string;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /** Nothing of an answer is read, only whether there is one: it may be endless. */
  readonly unread?: true;
};

/** One sending of a request. */
export type Sending = { readonly requestId: string; readonly signal: AbortSignal };

/** A service of Microsoft, as one caller uses it. */
export type Service<Request extends ServiceRequest> = {
  /** Fails only when there is no answer. */
  readonly send: (request: Request, sending: Sending) => Promise<Response>;
  /** Each try has as long. */
  readonly timeoutMs: number;
  readonly longestAnswerBytes: number;
  /** The header of an answer that says which request it was. */
  readonly requestIdHeader?: string;
  /** Under which the answers to its requests are counted; left out, they are not. */
  readonly countedAs?: 'graphRequests';
  /** What an answer that refuses says of why; left out, it is not read. */
  readonly explain?: (text: string) => Pick<ServiceError, 'code' | 'message'>;
};

/** Not judged: which shape it has to have is the gateway's business. */
export type ServiceAnswer = { readonly text: string; readonly status: number; readonly requestId: string };

/**
 * The one way in which the portal asks a service of Microsoft: with a time-out for each try and a bound for the answer,
 * and again for as long as the service says that it is busy. A write that got no answer is not sent again, because it
 * may have been carried out.
 *
 * @param retry left out: a busy service is not asked again
 */
export async function callService<Request extends ServiceRequest>(
  service: Service<Request>,
  request: Request,
  retry?: RetryContext,
): Promise<Result<ServiceAnswer, ServiceError>> {
  if (!retry) return callOnce(service, request, Date.now());
  return retryWhileBusy<Result<ServiceAnswer, ServiceError>>(
    retry,
    async () => {
      const outcome = await callOnce(service, request, retry.now());
      return { outcome, busy: outcome.ok ? null : busyAfter(outcome.error, request.method, retry.limits) };
    },
    request.signal,
  );
}

async function callOnce<Request extends ServiceRequest>(
  service: Service<Request>,
  request: Request,
  now: number,
): Promise<Result<ServiceAnswer, ServiceError>> {
  const requestId = randomUUID();
  let answered: number | null = null;
  const time = deadline(service.timeoutMs, request.signal);
  try {
    const response = await service.send(request, { requestId, signal: time.signal });
    answered = response.status;
    return await readAnswer(service, response, { requestId, now, unread: request.unread === true });
  } catch (error) {
    if (request.signal?.aborted) return fail(serviceError({ kind: 'aborted', requestId }));
    return fail(serviceError({ kind: 'unreachable', requestId, network: networkCauseOf(error) }));
  } finally {
    if (service.countedAs) count(service.countedAs, outcomeOfStatus(answered));
    time.end();
  }
}

type Reading = { readonly requestId: string; readonly now: number; readonly unread: boolean };

async function readAnswer(
  service: Pick<Service<never>, 'requestIdHeader' | 'explain' | 'longestAnswerBytes'>,
  response: Response,
  { requestId: ours, now, unread }: Reading,
): Promise<Result<ServiceAnswer, ServiceError>> {
  const { status, headers } = response;
  const requestId = headers.get(service.requestIdHeader ?? 'request-id') ?? ours;
  const isRead = response.ok ? !unread : service.explain !== undefined;
  if (!isRead) await response.body?.cancel();
  const text = isRead ? await boundedText(response, service.longestAnswerBytes) : '';
  if (response.ok) {
    return text === null
      ? fail(serviceError({ kind: 'tooLarge', status, requestId }))
      : succeed({ text, status, requestId });
  }
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), now);
  const explained = service.explain?.(text ?? '');
  return fail(serviceError({ kind: errorKind(status), status, requestId, retryAfterSeconds, ...explained }));
}
