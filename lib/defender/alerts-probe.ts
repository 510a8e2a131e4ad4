import 'server-only';
import { type Result, succeed } from '@/lib/result';
import { type ProbeProblem, requestAlerts } from './alerts-request';

/**
 * Asks an alerts API for its newest alert, as the SIEM will.
 *
 * @param url of the alerts, without a query
 * @returns how many came back: 0 or 1
 * @see https://learn.microsoft.com/defender-endpoint/api/get-alerts
 */
export async function probeAlerts(
  send: typeof fetch,
  url: string,
  accessToken: string,
): Promise<Result<number, ProbeProblem>> {
  const page = await requestAlerts(send, { url: `${url}?$top=1` }, accessToken);
  return page.ok ? succeed(page.value.length) : page;
}
