import { isObject, textAt } from './alert-value';
import { fetchPage, type Page, parsePage, type RawPage } from './fetch-page';
import type { Result } from '@/lib/result';
import { UpstreamInterrupted } from './upstream-interrupted';
import type { Upstream } from './upstream-query';
import { localProblem, type UpstreamProblem } from './upstream-problem';
import { type Sleep, waitFor } from './upstream-wait';

export type PageSource = {
  readonly send: typeof fetch;
  readonly sleep: Sleep;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Whether the next page is asked for before the one at hand is used up. */
  readonly readsAhead: boolean;
};

/**
 * Every alert, page by page, of which the first is at hand. One page may be on its way while another is worked on, and
 * no more than that. An alert that new ones pushed from one page to the next comes once.
 *
 * @throws UpstreamInterrupted when a page cannot be had: what came so far is incomplete
 */
export async function* alertPages(
  source: PageSource,
  upstream: Upstream,
  first: Page,
): AsyncGenerator<readonly unknown[], undefined> {
  let page = first;
  let arrivedBy = upstream.first;
  let seen: ReadonlySet<string> = new Set();
  let count = 0;
  for (;;) {
    const fresh = page.alerts.filter((alert) => !seen.has(idOf(alert)));
    count += fresh.length;
    const request = upstream.after({ page, request: arrivedBy, count });
    if (request === undefined) throw new UpstreamInterrupted(localProblem('malformed'));
    const fetchNext = request && (() => fetchPatiently(source, () => fetchPage(source.send, request, source.signal)));
    const coming = source.readsAhead ? fetchNext?.() : undefined;
    seen = new Set(page.alerts.map(idOf).filter(Boolean));
    yield fresh;
    if (!fetchNext) return;
    arrivedBy = request;
    page = unwrap(parsePage(unwrap(await (coming ?? fetchNext()))));
  }
}

/** In the middle of an answer nobody can be told to come back later, so a short wait is waited here. */
async function fetchPatiently(
  { sleep, now, signal }: PageSource,
  fetchOnce: () => Promise<Result<RawPage, UpstreamProblem>>,
): Promise<Result<RawPage, UpstreamProblem>> {
  for (let attempt = 1; ; attempt += 1) {
    const raw = await fetchOnce();
    const wait = raw.ok ? null : waitFor(raw.error, attempt, now());
    if (wait === null || signal.aborted) return raw;
    await sleep(wait, signal);
  }
}

function unwrap<Value>(result: Result<Value, UpstreamProblem>): Value {
  if (!result.ok) throw new UpstreamInterrupted(result.error);
  return result.value;
}

/** Empty for what has none: never taken for another. */
function idOf(alert: unknown): string {
  return isObject(alert) ? textAt(alert, 'id') : '';
}
