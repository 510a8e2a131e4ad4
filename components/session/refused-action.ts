/** How Next marks the error of an action that answered 403. */
const FORBIDDEN = 'NEXT_HTTP_ERROR_FALLBACK;403';

/** Whether an action answered 403: the session has ended, or its roles no longer allow this. */
function isRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'digest' in error && error.digest === FORBIDDEN;
}

/**
 * Judges what the call of an action threw. After a 403 nothing that the page offers is true any more: loaded anew, it
 * shows what the person may do now, or signs them in.
 *
 * @returns false when the portal did not answer
 */
export function reloadWhenRefused(error: unknown): boolean {
  const refused = isRefused(error);
  if (refused) window.location.reload();
  return refused;
}
