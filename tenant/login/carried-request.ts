import { z } from 'zod';
import type { AuthorizationParameters } from './authorization-request';

const carriedSchema = z.object({
  segment: z.string(),
  version: z.enum(['1.0', '2.0']),
  query: z.string(),
});

/** The request travels through the pages in a hidden field and is judged anew at every step. */
export function carryRequest({ segment, version, form }: AuthorizationParameters): string {
  return Buffer.from(JSON.stringify({ segment, version, query: form.toString() })).toString('base64url');
}

export function readCarriedRequest(text: string | null): AuthorizationParameters | undefined {
  const carried = carriedSchema.safeParse(parseJson(Buffer.from(text ?? '', 'base64url').toString('utf8')));
  if (!carried.success) return undefined;
  const { segment, version, query } = carried.data;
  return { segment, version, form: new URLSearchParams(query) };
}

/** The address that starts the request over, with some parameters changed or, when undefined, dropped. */
export function authorizeAddress(
  { segment, version, form }: AuthorizationParameters,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams(form);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  const endpoint = version === '2.0' ? 'oauth2/v2.0/authorize' : 'oauth2/authorize';
  return `/${encodeURIComponent(segment)}/${endpoint}?${query.toString()}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
