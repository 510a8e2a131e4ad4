import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StepProblem } from '@/lib/connector/connector';
import type { ReadDetections } from '@/lib/directory/directory-context';
import { boundedText } from '@/lib/http/bounded-text';
import { fail, type Result, succeed } from '@/lib/result';

/** The retired API's own parameters. Without them it looks back two hours, which are often without an alert. */
const newest = '?limit=10&ago=P30D';
/** Ten rows with all their texts are far below this. */
const LONGEST_ANSWER_BYTES = 4_000_000;
const rowsSchema = z.array(z.unknown());

/** @returns the newest rows as they came; they have not been judged. */
export async function requestDetections(
  read: ReadDetections,
  accessToken: string,
): Promise<Result<readonly unknown[], StepProblem>> {
  return ask(
    () => read(newest, accessToken),
    async (response, known) => {
      const rows = parseRows(await boundedText(response, LONGEST_ANSWER_BYTES));
      return rows ? succeed(rows) : fail({ ...problem('malformed'), ...known });
    },
  );
}

/** Makes a call of a SIEM's own, to see whether it is granted. Nothing of the rows is read: there can be thousands. */
export async function tryDetectionsCall(
  read: ReadDetections,
  query: string,
  accessToken: string,
): Promise<Result<void, StepProblem>> {
  return ask(
    () => read(query, accessToken),
    async ({ body }) => {
      await body?.cancel();
      return succeed(undefined);
    },
  );
}

type Known = Pick<StepProblem, 'status' | 'requestId'>;

async function ask<Value>(
  call: () => Promise<Response>,
  take: (response: Response, known: Known) => Promise<Result<Value, StepProblem>>,
): Promise<Result<Value, StepProblem>> {
  const requestId = randomUUID();
  try {
    const response = await call();
    const known = { status: response.status, requestId: response.headers.get('x-upstream-request-id') ?? requestId };
    if (response.ok) return await take(response, known);
    await response.body?.cancel();
    return fail({ ...problem(causeOf(response.status)), ...known });
  } catch {
    // So does an answer end that broke off in the middle.
    return fail({ ...problem('unreachable'), requestId });
  }
}

function problem(cause: StepProblem['cause']): StepProblem {
  return { kind: 'problem', cause, status: null, aadsts: null, requestId: null };
}

function causeOf(status: number): StepProblem['cause'] {
  switch (status) {
    case 401:
    case 403:
      return 'alertsApi';
    case 404:
      return 'detectionsOff';
    case 429:
      return 'throttled';
    case 504:
      return 'unreachable';
    default:
      return status === 503 ? 'unavailable' : 'malformed';
  }
}

function parseRows(text: string | null): readonly unknown[] | null {
  if (text === null) return null;
  try {
    return rowsSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
