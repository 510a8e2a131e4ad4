import { boundedText } from '@/lib/http/bounded-text';

const LONGEST_BODY = 16_384;

/** @returns undefined for what is not JSON, or is longer than any request here */
export async function jsonBody(request: Request): Promise<unknown> {
  try {
    const body: unknown = JSON.parse((await boundedText(request, LONGEST_BODY)) ?? '');
    return body;
  } catch {
    return undefined;
  }
}
