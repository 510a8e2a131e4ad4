import { randomUUID } from 'node:crypto';
import { boundedText } from '@/lib/http/bounded-text';
import { fail, type Result, succeed } from '@/lib/result';
import { isObject } from './alert-value';
import { deadline } from './deadline';
import type { TimeKey } from './detection-time';
import { localProblem, type UpstreamProblem, upstreamProblem } from './upstream-problem';

export type Page = { readonly alerts: readonly unknown[]; readonly nextLink: string | null };

/** A page as it came over the wire: parsing waits until its turn, so that one parsed page is in memory at a time. */
export type RawPage = { readonly text: string; readonly requestId: string | null };

export type PageRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether a link of the API led here: its links lead to the end. */
  readonly isLinked: boolean;
  /** The alerts asked for were created at this time or before. */
  readonly notAfter: TimeKey | null;
};

/** No page of 250 alerts comes near this; more would be held in memory. */
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
const PAGE_TIMEOUT_MS = 60_000;

/** Fetches one page. No error brings a header or an address along, since one of them holds the caller's token. */
export async function fetchPage(
  send: typeof fetch,
  request: PageRequest,
  signal: AbortSignal,
): Promise<Result<RawPage, UpstreamProblem>> {
  const time = deadline(PAGE_TIMEOUT_MS, signal);
  try {
    const response = await send(request.url, {
      headers: { ...request.headers, accept: 'application/json', 'client-request-id': randomUUID() },
      // A redirect would carry the token to another address.
      redirect: 'error',
      cache: 'no-store',
      signal: time.signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return fail(upstreamProblem(response));
    }
    const requestId = response.headers.get('request-id');
    const text = await boundedText(response, MAX_PAGE_BYTES);
    return text === null ? fail(localProblem('tooLarge', requestId)) : succeed({ text, requestId });
  } catch {
    return fail(localProblem(signal.aborted ? 'aborted' : 'unreachable'));
  } finally {
    time.end();
  }
}

export function parsePage({ text, requestId }: RawPage): Result<Page, UpstreamProblem> {
  const answer = parseJson(text);
  const { value, '@odata.nextLink': nextLink = null } = isObject(answer) ? answer : {};
  if (!Array.isArray(value) || (nextLink !== null && typeof nextLink !== 'string')) {
    return fail(localProblem('malformed', requestId));
  }
  return succeed({ alerts: value, nextLink });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
