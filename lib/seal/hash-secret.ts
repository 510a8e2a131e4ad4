import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the database keeps of a state or a cookie: enough to recognise it, not to use it. */
export function hashSecret(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

export function matchesHash(value: string, hash: string): boolean {
  const actual = Buffer.from(hashSecret(value));
  const expected = Buffer.from(hash);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

export function newCookieValue(): string {
  return randomBytes(32).toString('base64url');
}
