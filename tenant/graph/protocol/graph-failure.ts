import type { StatusFault } from '../../scenarios/fault';
import { bearerChallenge, claimsChallenge } from './bearer-challenge';
import type { JsonObject } from './graph-call';
import { errorBody, type GraphTrace } from './graph-envelope';
import { throttledHeaders } from './throttle-headers';

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

/** @see https://learn.microsoft.com/graph/throttling#sample-response */
const inners: Readonly<Record<number, JsonObject>> = {
  429: { code: '429', message: 'Please retry after', status: '429' },
};

const revoked =
  'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp';

/** What Graph says when a scenario makes it fail; a throttled answer always tells how long to wait. */
export function graphFailure(fault: StatusFault, trace: GraphTrace, requestHeaders: Headers): Failure {
  const { status, code } = fault;
  const [usualCode, usualMessage] = usualCodes[status] ?? ['UnknownError', 'An error has occurred.'];
  const message = status === 401 && fault.hasClaims ? revoked : usualMessage;
  return {
    status,
    body: errorBody({ code: code === undefined ? usualCode : String(code), message, inner: inners[status] }, trace),
    headers: { ...waitHeaders(fault), ...headersOf(fault, trace, requestHeaders) },
  };
}

/** `Retry-After` in seconds, where the scenario or the status asks for it. */
export function waitHeaders({ status, retryAfter }: StatusFault): Record<string, string> {
  const wait = retryAfter ?? (status === 429 ? 10 : undefined);
  return wait === undefined ? {} : { 'Retry-After': String(wait) };
}

function headersOf({ status, hasClaims }: StatusFault, { now }: GraphTrace, requestHeaders: Headers) {
  if (status === 401) return hasClaims ? claimsChallenge(now) : bearerChallenge();
  return status === 429 ? throttledHeaders(requestHeaders) : {};
}
