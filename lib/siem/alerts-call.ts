import type { ConnectorDetails } from './connector-details';

/** What a SIEM is told to read. */
export type ReadApi = Pick<ConnectorDetails, 'api' | 'upstream' | 'apiUrl'>;

/** A request for alerts as a SIEM makes it. */
export type AlertsCall = {
  /** With its query. */
  readonly url: string;
  /** Beside the access token. */
  readonly headers: Readonly<Record<string, string>>;
};

type Parameter = readonly [name: string, value: string];

export type AlertsQuestion = {
  readonly parameters: readonly Parameter[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** Names of parameters stay as they are, such as $filter; values are percent-encoded. */
export function alertsCall(url: string, { parameters, headers = {} }: AlertsQuestion): AlertsCall {
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { url: `${url}?${query}`, headers };
}

/** What Elastic and Splunk ask the Alerts API for. */
export function endpointQuestion(since: string): AlertsQuestion {
  return {
    parameters: [
      ['$expand', 'evidence'],
      ['$filter', `lastUpdateTime gt ${since}`],
    ],
  };
}

/**
 * What Elastic's integration asks Microsoft Graph for, with its own defaults: 1000 alerts at once, of 24 hours.
 *
 * @see https://github.com/elastic/integrations/pull/20348
 */
export function elasticGraphQuestion(now: Date): AlertsQuestion {
  return {
    parameters: [
      ['$top', '1000'],
      ['$filter', `lastUpdateDateTime ge ${hoursBefore(now, 24)}`],
      ['$orderby', 'lastUpdateDateTime asc'],
    ],
  };
}

/** Without this header Graph names newer sources unknownFutureValue. */
export const preferUnknownMembers = { Prefer: 'include-unknown-enum-members' } as const;

const HOUR_MS = 3_600_000;

/** How far a SIEM looks back when it has read nothing yet, as ISO 8601, UTC, in whole seconds. */
export function hoursBefore(now: Date, hours: number): string {
  return inSeconds(new Date(now.getTime() - hours * HOUR_MS));
}

/** ISO 8601, UTC, in whole seconds. */
export function inSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
