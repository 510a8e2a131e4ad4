import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
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

/**
 * Asks an alerts API for one page of alerts, as a SIEM does.
 *
 * @param address with its query
 * @returns the alerts as they came: nothing of them has been judged. An answer over four megabytes counts as malformed
 */
export async function requestAlerts(
  send: typeof fetch,
  address: string,
  accessToken: string,
): Promise<Result<readonly unknown[], ProbeProblem>> {
  const requestId = randomUUID();
  let response: Response;
  let text: string | null;
  try {
    response = await send(address, {
      headers: { Authorization: `Bearer ${accessToken}`, 'client-request-id': requestId },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await readText(response);
  } catch {
    return fail({ kind: 'unreachable', status: null, requestId });
  }
  const known = { status: response.status, requestId: response.headers.get('request-id') ?? requestId };
  if (!response.ok) return fail({ kind: problemKind(response.status), ...known });
  const page = text === null ? null : parsePage(text);
  return page ? succeed(page.value) : fail({ kind: 'malformed', ...known });
}

/** Null for an answer that is too long: the rest of it is not even read. */
async function readText({ body }: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_ANSWER_BYTES) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
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
