import type { FaultRequest } from './faulty-network';

/** One thing that can happen to a call, as the embedded tenant's scenarios word it. */
export type FaultKind = {
  readonly name: string;
  readonly effect: Partial<FaultRequest>;
  /** Seconds that the service asks for; a call that goes on by itself has waited as long. */
  readonly retryAfter?: number;
};

/** Outlasts every retry of one try. */
const LASTING = 1_000;

export const faultKinds: readonly FaultKind[] = [
  { name: '429, Retry-After 1 s, once', effect: { status: 429, retryAfter: 1 }, retryAfter: 1 },
  { name: '429, Retry-After 30 s, once', effect: { status: 429, retryAfter: 30 }, retryAfter: 30 },
  { name: '429, Retry-After 30 s, lasting', effect: { status: 429, retryAfter: 30, times: LASTING } },
  { name: '429, Retry-After 600 s', effect: { status: 429, retryAfter: 600 }, retryAfter: 600 },
  { name: '500', effect: { status: 500 } },
  { name: '503, once', effect: { status: 503 } },
  { name: '503, lasting', effect: { status: 503, times: LASTING } },
  { name: '504, not carried out', effect: { status: 504 } },
  { name: '504, carried out', effect: { status: 504, after: true } },
  { name: 'reset, not carried out', effect: { reset: 'before' } },
  { name: 'reset, carried out', effect: { reset: 'after' } },
  { name: 'no answer, not carried out', effect: { hang: 'before' } },
  { name: 'no answer, carried out', effect: { hang: 'after' } },
  { name: 'answer without a body', effect: { malformed: 'empty' } },
  { name: 'answer cut in half', effect: { malformed: 'truncated' } },
  { name: 'HTML instead of JSON', effect: { malformed: 'html' } },
  { name: 'JSON of another shape', effect: { malformed: 'shape' } },
  { name: 'members missing', effect: { malformed: 'members' } },
  { name: '502 with a page of a proxy', effect: { status: 502, malformed: 'html' } },
  { name: '401', effect: { status: 401 } },
  { name: '403', effect: { status: 403 } },
  { name: '404, once', effect: { status: 404 } },
  { name: '404, lasting', effect: { status: 404, times: LASTING } },
  { name: '409, once', effect: { status: 409 } },
  { name: '409, lasting', effect: { status: 409, times: LASTING } },
];
