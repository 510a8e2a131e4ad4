import type { AlertApi } from '@/lib/siem/connector-details';
import type { Caller } from './caller-token';
import type { DetectionQuery } from './detection-query';
import { millisecondsOf, type TimeKey } from './detection-time';
import type { Page, PageRequest } from './fetch-page';
import { followedLink, oldestTime } from './next-page';

/**
 * Graph takes up to 1000 and cuts what is above, without a word. Fewer keep memory flat: larger pages live so long that
 * the collector takes them for lasting.
 */
const PAGE_SIZE = 250;

/**
 * Of fewer, all may have been created at the same moment: the next page could then not begin at another. And each page is
 * a call, of which the caller's application has a hundred a minute.
 */
const SMALLEST_PAGE = 50;

/** Stamps of one alert are written by several machines of Microsoft. */
const CLOCK_SLACK_MS = 300_000;

type ApiQuery = {
  readonly created: string;
  readonly updated: string;
  readonly filter: string;
  readonly parameters: readonly (readonly [string, string])[];
};

const queries: Readonly<Record<AlertApi, ApiQuery>> = {
  'defender-alerts': {
    created: 'alertCreationTime',
    updated: 'lastUpdateTime',
    filter: '',
    parameters: [['$expand', 'evidence']],
  },
  'graph-alerts': {
    created: 'createdDateTime',
    updated: 'lastUpdateDateTime',
    // The retired API told of endpoints only.
    filter: " and serviceSource eq 'microsoftDefenderForEndpoint'",
    parameters: [],
  },
};

/** How to ask one API for what a caller wants. */
export type Upstream = {
  readonly first: PageRequest;
  /** The request for what comes after a page; null when it was the last, undefined when the answer leads nowhere. */
  readonly after: (arrived: Arrived) => PageRequest | null | undefined;
};

export type Arrived = {
  readonly page: Page;
  readonly request: PageRequest;
  /** How many alerts there were, this page included. */
  readonly count: number;
};

/**
 * Asks for every alert that may have a row in the window: whatever was created before its end and changed since its
 * beginning. Which rows are in it is decided row by row, so a change of status brings none back.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/get-alerts
 * @see https://learn.microsoft.com/graph/api/security-list-alerts_v2
 */
export function upstreamFor(caller: Caller, query: DetectionQuery): Upstream {
  const api = queries[caller.api];
  const collection = caller.endpoint.alertsUrl;
  const size = Math.min(PAGE_SIZE, Math.max(SMALLEST_PAGE, (query.limit ?? PAGE_SIZE) + 1));
  const since = new Date(Math.max(0, millisecondsOf(query.since) - CLOCK_SLACK_MS)).toISOString();
  const { authorization } = caller;
  const ask = (bound: string, rest: { readonly skip?: number; readonly notAfter?: TimeKey }): PageRequest => {
    const filter = `${api.updated} ge ${since} and ${api.created} ${bound}Z${api.filter}`;
    const skip = rest.skip === undefined ? [] : [['$skip', String(rest.skip)]];
    const url = `${collection}?${queryText([['$filter', filter], ...api.parameters, ['$top', String(size)], ...skip])}`;
    return { url, authorization, isLinked: false, notAfter: rest.notAfter ?? null };
  };
  const before = `lt ${query.until}`;
  return {
    first: ask(before, {}),
    after: ({ page, request, count }) => {
      if (page.nextLink !== null) {
        const url = followedLink(page.nextLink, collection, caller.endpoint.resource);
        return url === null ? undefined : { url, authorization, isLinked: true, notAfter: null };
      }
      if (request.isLinked || page.alerts.length < size) return null;
      // Graph gives no link and refuses to skip more than 500: the next page begins where the last one ended.
      const oldest = oldestTime(page.alerts, api.created);
      if (oldest === null) return ask(before, { skip: count });
      const isOlder = request.notAfter === null || oldest < request.notAfter;
      return isOlder ? ask(`le ${oldest}`, { notAfter: oldest }) : undefined;
    },
  };
}

/** OData reads a plus sign as itself. */
function queryText(parameters: readonly (readonly string[])[]): string {
  return new URLSearchParams(parameters.map((pair) => [...pair])).toString().replaceAll('+', '%20');
}
