import autocannon from 'autocannon';

/** What a server made of a load; milliseconds. */
export type Load = { readonly perSecond: number; readonly p50: number; readonly p99: number };

export type LoadPlan = {
  readonly url: string;
  /** Of somebody who is signed in, or nothing. */
  readonly cookie: string;
  readonly seconds: number;
  readonly connections: number;
  /** Requests a second, all connections together; as many as it takes when there is none. */
  readonly rate?: number;
};

/** @throws when the page answers with anything but success */
export async function load({ url, cookie, seconds, connections, rate }: LoadPlan): Promise<Load> {
  const headers = cookie ? { cookie } : {};
  const limit = rate === undefined ? {} : { overallRate: rate };
  const result = await autocannon({ url, headers, connections, duration: seconds, ...limit });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${url} refused ${bad} of ${result.requests.total} requests`);
  return { perSecond: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}
