import 'server-only';
import type { z } from 'zod';
import { fail, type Result, succeed } from '@/lib/result';
import type { GraphError } from './graph-error';

/** One part of a batch as the shape that it should have; null when the directory has no such object. */
export function readPart<Value>(
  answer: Result<unknown, GraphError>,
  schema: z.ZodType<Value>,
): Result<Value | null, GraphError> {
  if (!answer.ok) return answer.error.kind === 'notFound' ? succeed(null) : answer;
  const parsed = schema.safeParse(answer.value);
  if (parsed.success) return succeed(parsed.data);
  const unknown = { status: 200, code: null, message: '', requestId: '', retryAfterSeconds: null };
  return fail({ kind: 'malformed', ...unknown });
}
