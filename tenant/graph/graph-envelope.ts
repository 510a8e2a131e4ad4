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

export function errorBody({ code, message }: Omit<GraphRefusal, 'status'>, trace: GraphTrace): JsonObject {
  return {
    error: {
      code,
      message,
      innerError: {
        date: new Date(trace.now).toISOString().slice(0, 19),
        'request-id': trace.requestId,
        'client-request-id': trace.clientRequestId,
      },
    },
  };
}
