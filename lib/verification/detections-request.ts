import 'server-only';
import { z } from 'zod';
import type { StepProblem } from '@/lib/connector/connector';
import { findStatusRefusal } from '@/lib/doctor/refusal-finding';
import type { ReadDetections } from '@/lib/directory/directory-context';
import { callService, type Service, type ServiceRequest } from '@/lib/http/call-service';
import { parseAnswer } from '@/lib/http/parse-answer';
import type { ServiceError } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';

/** The retired API's own parameters. Without them it looks back two hours, which are often without an alert. */
const newest = '?limit=10&ago=P30D';
/** Ten rows with all their texts are far below this. */
const bounds = { timeoutMs: 20_000, longestAnswerBytes: 4_000_000 } as const;
const rowsSchema = z.array(z.unknown());

type Query = ServiceRequest & { readonly query: string };

function detections(read: ReadDetections, accessToken: string): Service<Query> {
  return { ...bounds, requestIdHeader: 'x-upstream-request-id', send: ({ query }) => read(query, accessToken) };
}

/** @returns the newest rows as they came; they have not been judged. */
export async function requestDetections(
  read: ReadDetections,
  accessToken: string,
): Promise<Result<readonly unknown[], StepProblem>> {
  const answered = await callService(detections(read, accessToken), { method: 'GET', query: newest });
  const rows = answered.ok ? parseAnswer(answered.value, rowsSchema) : answered;
  return rows.ok ? rows : fail(toProblem(rows.error));
}

/** Makes a call of a SIEM's own, to see whether it is granted. Nothing of the rows is read: there can be thousands. */
export async function tryDetectionsCall(
  read: ReadDetections,
  query: string,
  accessToken: string,
): Promise<Result<void, StepProblem>> {
  const answered = await callService(detections(read, accessToken), { method: 'GET', query, unread: true });
  return answered.ok ? succeed(undefined) : fail(toProblem(answered.error));
}

function toProblem({ status, requestId }: ServiceError): StepProblem {
  const cause = causeOf(status);
  const finding = cause === 'alertsApi' ? findStatusRefusal(status) : null;
  return { kind: 'problem', cause, status, aadsts: null, requestId, ...(finding && { finding }) };
}

/** @param status null for an answer that broke off, too */
function causeOf(status: number | null): StepProblem['cause'] {
  switch (status) {
    case 401:
    case 403:
      return 'alertsApi';
    case 404:
      return 'detectionsOff';
    case 429:
      return 'throttled';
    case 503:
      return 'unavailable';
    case 504:
    case null:
      return 'unreachable';
    default:
      return 'malformed';
  }
}
