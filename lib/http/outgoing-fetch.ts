import 'server-only';

/**
 * The only fetch with which the portal calls anybody: a redirect is an answer and never followed, since it would carry
 * tokens, codes and secrets to an address that nobody chose. No API that the portal calls answers with one.
 */
export const outgoingFetch: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' });
