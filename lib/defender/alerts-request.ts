import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { boundedText } from '@/lib/http/bounded-text';
import { fail, type Result, succeed } from '@/lib/result';

export type ProbeProblem = {
  /** refused: the call itself, such as its query or its address. */
  readonly kind: 'unauthorized' | 'forbidden' | 'refused' | 'throttled' | 'unavailable' | 'unreachable' | 'malformed';
  readonly status: number | null;
  readonly requestId: string;
};

const TIMEOUT_MS = 20_000;
/** Ten alerts with all their evidence are far below this. */
const LONGEST_ANSWER_BYTES = 4_000_000;
const pageSchema = z.object({ value: z.array(z.unknown()) });

type Asked = {
  /** With its query. */
  readonly url: string;
  /** Beside the access token. */
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * Asks an alerts API for one page of alerts, as a SIEM does.
 *
 * @returns the alerts as they came: nothing of them has been judged. An answer over four megabytes counts as malformed
 */
export async function requestAlerts(
  send: typeof fetch,
  asked: Asked,
  accessToken: string,
): Promise<Result<readonly unknown[], ProbeProblem>> {
  return ask(send, { asked, accessToken }, async (response, known) => {
    const text = await boundedText(response, LONGEST_ANSWER_BYTES);
    const page = text === null ? null : parsePage(text);
    return page ? succeed(page.value) : fail({ kind: 'malformed', ...known });
  });
}

/**
 * Makes a call of a SIEM's own, to see whether the API grants it. Nothing of the alerts is read: there can be thousands.
 */
export async function tryAlertsCall(
  send: typeof fetch,
  asked: Asked,
  accessToken: string,
): Promise<Result<void, ProbeProblem>> {
  return ask(send, { asked, accessToken }, async ({ body }) => {
    await body?.cancel();
    return succeed(undefined);
  });
}

type Known = Pick<ProbeProblem, 'status' | 'requestId'>;

async function ask<Value>(
  send: typeof fetch,
  { asked, accessToken }: { readonly asked: Asked; readonly accessToken: string },
  read: (response: Response, known: Known) => Promise<Result<Value, ProbeProblem>>,
): Promise<Result<Value, ProbeProblem>> {
  const requestId = randomUUID();
  try {
    const response = await send(asked.url, {
      headers: { ...asked.headers, Authorization: `Bearer ${accessToken}`, 'client-request-id': requestId },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const known = { status: response.status, requestId: response.headers.get('request-id') ?? requestId };
    if (response.ok) return await read(response, known);
    await response.body?.cancel();
    return fail({ kind: problemKind(response.status), ...known });
  } catch {
    return fail({ kind: 'unreachable', status: null, requestId });
  }
}

function problemKind(status: number): ProbeProblem['kind'] {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'throttled';
  if (status >= 400 && status < 500) return 'refused';
  return status >= 500 ? 'unavailable' : 'malformed';
}

function parsePage(text: string): z.infer<typeof pageSchema> | null {
  try {
    return pageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
