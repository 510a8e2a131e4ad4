import { randomUUID } from 'node:crypto';
import type { JsonObject } from './graph-call';
import type { GraphRefusal } from './graph-refusal';

/** Ids a client logs so that a call can be found again. */
export type GraphTrace = { readonly requestId: string; readonly clientRequestId: string; readonly now: number };

export function traceOf(headers: Headers, now: number): GraphTrace {
  const requestId = randomUUID();
  return { requestId, clientRequestId: headers.get('client-request-id') ?? requestId, now };
}

export function traceHeaders({ requestId, clientRequestId, now }: GraphTrace): Record<string, string> {
  return {
    'request-id': requestId,
    'client-request-id': clientRequestId,
    Date: new Date(now).toUTCString(),
    'Cache-Control': 'no-cache',
  };
}

type ErrorText = Omit<GraphRefusal, 'status'> & {
  /** What a service adds of its own. */
  readonly inner?: JsonObject;
};

export function errorBody({ code, message, inner }: ErrorText, trace: GraphTrace): JsonObject {
  return {
    error: {
      code,
      message,
      innerError: {
        ...inner,
        date: new Date(trace.now).toISOString().slice(0, 19),
        'request-id': trace.requestId,
        'client-request-id': trace.clientRequestId,
      },
    },
  };
}
