import { z } from 'zod';
import { alertsService } from '@/lib/defender/alerts-service';
import { callService, type ServiceAnswer } from '@/lib/http/call-service';
import { parseAnswer } from '@/lib/http/parse-answer';
import type { Clock, RetryLimits } from '@/lib/http/retry';
import type { ServiceError } from '@/lib/http/service-error';
import { type Result, succeed } from '@/lib/result';
import type { TimeKey } from './detection-time';

export type Page = { readonly alerts: readonly unknown[]; readonly nextLink: string | null };

export type PageRequest = {
  readonly url: string;
  /** The caller's own. */
  readonly authorization: string;
  /** Whether a link of the API led here: its links lead to the end. */
  readonly isLinked: boolean;
  /** The alerts asked for were created at this time or before. */
  readonly notAfter: TimeKey | null;
};

export type PageCaller = {
  readonly send: typeof fetch;
  readonly signal: AbortSignal;
  /** Left out where the SIEM can be told itself to come back later. */
  readonly clock?: Clock;
};

/** No page of 250 alerts comes near this; more would be held in memory. */
const bounds = { timeoutMs: 60_000, longestAnswerBytes: 64 * 1024 * 1024 } as const;

/** A SIEM hangs on the answer, which nobody can begin anew for it. */
const LIMITS: RetryLimits = { attempts: 4, waitMs: 120_000, repeatsFailures: true };

/**
 * Fetches one page. It is parsed when its turn comes, so that one parsed page is in memory at a time. No error brings a
 * header or an address along, since one of them holds the caller's token.
 */
export async function fetchPage(
  { send, signal, clock }: PageCaller,
  { url, authorization }: PageRequest,
): Promise<Result<ServiceAnswer, ServiceError>> {
  const service = alertsService({ fetch: send, authorization }, bounds);
  return callService(service, { method: 'GET', url, signal }, clock && { ...clock, limits: LIMITS });
}

const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });

export function parsePage(answer: ServiceAnswer): Result<Page, ServiceError> {
  const page = parseAnswer(answer, pageSchema);
  return page.ok ? succeed({ alerts: page.value.value, nextLink: page.value['@odata.nextLink'] ?? null }) : page;
}
