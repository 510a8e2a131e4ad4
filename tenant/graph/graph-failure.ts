import type { FaultEffect } from '../scenarios/fault';
import type { JsonObject } from './graph-call';
import { errorBody, type GraphTrace } from './graph-envelope';

type StatusFault = Extract<FaultEffect, { kind: 'status' }>;

type Failure = {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
};

const usualCodes: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['Request_BadRequest', 'Bad request.'],
  401: ['InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  404: [
    'Request_ResourceNotFound',
    'Resource does not exist or one of its queried reference-property objects are not present.',
  ],
  409: [
    'Directory_ConcurrencyViolation',
    'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  ],
  429: ['TooManyRequests', 'Please retry again later.'],
  500: ['InternalServerError', 'An internal server error occurred.'],
  502: ['BadGateway', 'Bad gateway.'],
  503: ['ServiceUnavailable', 'Service unavailable.'],
  504: ['GatewayTimeout', 'Gateway timeout.'],
};

/** What Graph says when a scenario makes it fail; a throttled answer always tells how long to wait. */
export function graphFailure({ status, retryAfter, code }: StatusFault, trace: GraphTrace): Failure {
  const [usualCode, message] = usualCodes[status] ?? ['UnknownError', 'An error has occurred.'];
  const wait = retryAfter ?? (status === 429 ? 10 : undefined);
  return {
    status,
    body: errorBody({ code: code === undefined ? usualCode : String(code), message }, trace),
    headers: wait === undefined ? {} : { 'Retry-After': String(wait) },
  };
}
