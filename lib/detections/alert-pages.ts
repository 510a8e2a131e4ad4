import type { Clock } from '@/lib/http/retry';
import { serviceError, type ServiceError } from '@/lib/http/service-error';
import type { Result } from '@/lib/result';
import { isObject, textAt } from './alert-value';
import { fetchPage, type Page, parsePage } from './fetch-page';
import { UpstreamInterrupted } from './upstream-interrupted';
import type { Upstream } from './upstream-query';

export type PageSource = {
  readonly send: typeof fetch;
  readonly clock: Clock;
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
    if (request === undefined) throw new UpstreamInterrupted(serviceError({ kind: 'malformed' }));
    // In the middle of an answer nobody can be told to come back later, so a short wait is waited here.
    const fetchNext = request && (() => fetchPage(source, request));
    const coming = source.readsAhead ? fetchNext?.() : undefined;
    seen = new Set(page.alerts.map(idOf).filter(Boolean));
    yield fresh;
    if (!fetchNext) return;
    arrivedBy = request;
    page = unwrap(parsePage(unwrap(await (coming ?? fetchNext()))));
  }
}

function unwrap<Value>(result: Result<Value, ServiceError>): Value {
  if (!result.ok) throw new UpstreamInterrupted(result.error);
  return result.value;
}

/** Empty for what has none: never taken for another. */
function idOf(alert: unknown): string {
  return isObject(alert) ? textAt(alert, 'id') : '';
}
