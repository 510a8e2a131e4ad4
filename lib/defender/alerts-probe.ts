import 'server-only';
import type { ServiceError } from '@/lib/http/service-error';
import { type Result, succeed } from '@/lib/result';
import { type AlertsCaller, requestAlerts } from './alerts-request';

/**
 * Asks an alerts API for its newest alert, as the SIEM will.
 *
 * @param url of the alerts, without a query
 * @returns how many came back: 0 or 1
 * @see https://learn.microsoft.com/defender-endpoint/api/get-alerts
 */
export async function probeAlerts(caller: AlertsCaller, url: string): Promise<Result<number, ServiceError>> {
  const page = await requestAlerts(caller, { url: `${url}?$top=1` });
  return page.ok ? succeed(page.value.length) : page;
}
