import type { z } from 'zod';
import { fail, type Result, succeed } from '@/lib/result';
import type { ServiceAnswer } from './call-service';
import { serviceError, type ServiceError } from './service-error';

/** An answer as the JSON that it should be; an empty one is given to the schema as undefined. */
export function parseAnswer<Value>(
  { text, status, requestId }: ServiceAnswer,
  schema: z.ZodType<Value>,
): Result<Value, ServiceError> {
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? succeed(parsed.data) : fail(serviceError({ kind: 'malformed', status, requestId }));
}

const NO_JSON = Symbol('no JSON');

/** @returns undefined for nothing, and for what is no JSON something that no schema takes */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}
