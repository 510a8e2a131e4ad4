import 'server-only';
import type { z } from 'zod';
import { serviceError, type ServiceError } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';

/** One part of a batch as the shape that it should have; null when the directory has no such object. */
export function readPart<Value>(
  answer: Result<unknown, ServiceError>,
  schema: z.ZodType<Value>,
): Result<Value | null, ServiceError> {
  if (!answer.ok) return answer.error.kind === 'notFound' ? succeed(null) : answer;
  const parsed = schema.safeParse(answer.value);
  if (parsed.success) return succeed(parsed.data);
  return fail(serviceError({ kind: 'malformed', status: 200 }));
}
