import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, type Result, succeed } from '@/lib/result';

export type ProbeProblem = {
  readonly kind: 'unauthorized' | 'forbidden' | 'throttled' | 'unavailable' | 'unreachable' | 'malformed';
  readonly status: number | null;
  readonly requestId: string;
};

const TIMEOUT_MS = 20_000;
const pageSchema = z.object({ value: z.array(z.unknown()) });

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
  const requestId = randomUUID();
  let response: Response;
  let text: string;
  try {
    response = await send(`${url}?$top=1`, {
      headers: { Authorization: `Bearer ${accessToken}`, 'client-request-id': requestId },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch {
    return fail({ kind: 'unreachable', status: null, requestId });
  }
  const known = { status: response.status, requestId: response.headers.get('request-id') ?? requestId };
  if (!response.ok) return fail({ kind: problemKind(response.status), ...known });
  const page = parsePage(text);
  return page ? succeed(page.value.length) : fail({ kind: 'malformed', ...known });
}

function problemKind(status: number): ProbeProblem['kind'] {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'malformed';
}

function parsePage(text: string): z.infer<typeof pageSchema> | null {
  try {
    return pageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
