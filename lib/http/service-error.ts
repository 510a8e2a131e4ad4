import type { NetworkCause } from './network-kind';

export const serviceErrorKinds = [
  'unauthorized',
  'forbidden',
  'notFound',
  'conflict',
  /** The request itself: its query, its address, its body. */
  'badRequest',
  'throttled',
  'unavailable',
  /** No answer, or one that broke off: refused, reset, timed out. The request may have been carried out. */
  'unreachable',
  /** An answer that is not what the contract says. */
  'malformed',
  /** An answer longer than anything that was asked for. */
  'tooLarge',
  /** The caller itself gave up. */
  'aborted',
] as const;

export type ServiceErrorKind = (typeof serviceErrorKinds)[number];

/** Why a service of Microsoft did not do what was asked. */
export type ServiceError = {
  readonly kind: ServiceErrorKind;
  /** Null without an answer. */
  readonly status: number | null;
  /** The service's own code; several causes share one. */
  readonly code: string | null;
  /** The service's words, only to tell causes apart. Never shown. */
  readonly message: string;
  /** Identifies the request at Microsoft: theirs when they answered, else ours. Empty when nothing was asked. */
  readonly requestId: string;
  readonly retryAfterSeconds: number | null;
  /** Why there was no answer, where the network is why. */
  readonly network: NetworkCause | null;
};

export function serviceError(known: Pick<ServiceError, 'kind'> & Partial<ServiceError>): ServiceError {
  const unknown = { status: null, code: null, message: '', requestId: '', retryAfterSeconds: null, network: null };
  return { ...unknown, ...known };
}

/** What a status other than success means, whichever service gave it. */
export function errorKind(status: number): ServiceErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'badRequest' : 'malformed';
}
