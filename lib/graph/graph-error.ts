/** Why Microsoft Graph did not do what was asked. */
export type GraphErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'badRequest'
  | 'throttled'
  | 'unavailable'
  /** No answer: connection refused, reset or timed out. The request may have been processed. */
  | 'unreachable'
  /** An answer that is not what the contract says. */
  | 'malformed';

export type GraphError = {
  readonly kind: GraphErrorKind;
  readonly status: number | null;
  /** Graph's own code; several causes share one. */
  readonly code: string | null;
  /** Graph's words, only to tell causes apart. Never shown. */
  readonly message: string;
  /** Identifies the request at Microsoft: theirs when they answered, else ours. */
  readonly requestId: string;
  readonly retryAfterSeconds: number | null;
};

export function graphErrorKind(status: number): GraphErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  return 'badRequest';
}

// The same code covers many causes, so a few have to be told apart by Graph's words: loosely, with a fallback.

/** The uniqueName belongs to an application already, deleted ones included. */
export function isNameTaken(error: GraphError): boolean {
  return error.status === 400 && /same value for property uniqueName/i.test(error.message);
}

/** The service principal cannot be made because its application has not reached this replica. */
export function isApplicationNotReplicated(error: GraphError): boolean {
  if (error.status === 400) return /does not reference a valid application object/i.test(error.message);
  return error.status === 403 && /backing application of the service principal/i.test(error.message);
}

/** An object that a grant names has not reached this replica, or the reference is wrong. */
export function isReferenceNotReplicated(error: GraphError): boolean {
  return error.kind === 'notFound' || (error.status === 400 && /not a valid reference update/i.test(error.message));
}

export function isAlreadyAssigned(error: GraphError): boolean {
  if (error.status !== 400) return false;
  return /already exists on the object|EntitlementGrant entry already exists/i.test(error.message);
}

export function isPasswordUnknown(error: GraphError): boolean {
  return error.status === 400 && /no password credential found/i.test(error.message);
}

/** The tenant's app management policy forbids client secrets, or one that lives this long. */
export function isPolicyRefusal(error: GraphError): boolean {
  return /AsPerAppPolicy$/.test(error.code ?? '');
}
