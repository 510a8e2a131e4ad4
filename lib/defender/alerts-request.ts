import 'server-only';
import { z } from 'zod';
import { callService } from '@/lib/http/call-service';
import { parseAnswer } from '@/lib/http/parse-answer';
import type { RetryContext } from '@/lib/http/retry';
import type { ServiceError } from '@/lib/http/service-error';
import { type Result, succeed } from '@/lib/result';
import { type AlertsRequest, alertsService } from './alerts-service';

/** Ten alerts with all their evidence are far below this. */
const bounds = { timeoutMs: 20_000, longestAnswerBytes: 4_000_000 } as const;
const pageSchema = z.object({ value: z.array(z.unknown()) });

export type AlertsCaller = {
  readonly fetch: typeof fetch;
  readonly accessToken: string;
  /** Left out: a busy service is not asked again. */
  readonly clock?: RetryContext;
};

type Asked = Pick<AlertsRequest, 'url' | 'headers'>;

/**
 * Asks an alerts API for one page of alerts, as a SIEM does.
 *
 * @returns the alerts as they came: nothing of them has been judged
 */
export async function requestAlerts(
  caller: AlertsCaller,
  asked: Asked,
): Promise<Result<readonly unknown[], ServiceError>> {
  const answered = await call(caller, { ...asked, method: 'GET' });
  const page = answered.ok ? parseAnswer(answered.value, pageSchema) : answered;
  return page.ok ? succeed(page.value.value) : page;
}

/**
 * Makes a call of a SIEM's own, to see whether the API grants it. Nothing of the alerts is read: there can be thousands.
 */
export async function tryAlertsCall(caller: AlertsCaller, asked: Asked): Promise<Result<void, ServiceError>> {
  const answered = await call(caller, { ...asked, method: 'GET', unread: true, asSiem: true });
  return answered.ok ? succeed(undefined) : answered;
}

function call({ fetch: send, accessToken, clock }: AlertsCaller, request: AlertsRequest) {
  const access = { fetch: send, authorization: `Bearer ${accessToken}` };
  return callService(alertsService(access, bounds), request, clock);
}
