/** Why an API gave no page. */
export type UpstreamProblem = {
  readonly kind:
    | 'unauthorized'
    | 'forbidden'
    | 'throttled'
    | 'unavailable'
    | 'unreachable'
    | 'refused'
    | 'malformed'
    | 'tooLarge'
    | 'aborted';
  readonly requestId: string | null;
  /** As the API wrote it: seconds or a date. */
  readonly retryAfter: string | null;
};

/** The problem that a status other than success means. */
export function upstreamProblem(response: Response): UpstreamProblem {
  return {
    kind: problemKind(response.status),
    requestId: response.headers.get('request-id'),
    retryAfter: response.headers.get('retry-after'),
  };
}

/** A problem that no status tells of. */
export function localProblem(kind: UpstreamProblem['kind'], requestId: string | null = null): UpstreamProblem {
  return { kind, requestId, retryAfter: null };
}

function problemKind(status: number): UpstreamProblem['kind'] {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'refused';
}
