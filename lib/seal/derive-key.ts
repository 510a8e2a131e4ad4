import { createHash, hkdfSync } from 'node:crypto';

/**
 * What a key is for. Each use has a key of its own, so that what one of them gives away says nothing of another.
 * session: cookies. seal: what the database holds sealed. ownership: signatures over what this portal made in the tenant.
 * audit: the heads of the audit log.
 */
export type KeyUse = 'session' | 'seal' | 'ownership' | 'audit';

export type Key = {
  /** Names the key beside what it made; it shows nothing of it. */
  readonly id: string;
  readonly bytes: Buffer;
};

const KEY_BYTES = 32;
const ID_LETTERS = 8;

/**
 * A key of 32 bytes, derived with HKDF-SHA-256. The same secret and use always give the same key.
 *
 * @param secret a random text; what is derived is as strong as it is
 * @see https://www.rfc-editor.org/rfc/rfc5869
 */
export function deriveKey(secret: string, use: KeyUse): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', `siem-connect ${use} v1`, KEY_BYTES));
  return { id: createHash('sha256').update('key id ').update(bytes).digest('base64url').slice(0, ID_LETTERS), bytes };
}

/** The key that makes new things, and those that were in use before and only read. */
export type KeyRing = { readonly current: Key; readonly all: readonly Key[] };

/** @param secrets the one in use, then those before it */
export function deriveKeyRing([first, ...before]: readonly [string, ...string[]], use: KeyUse): KeyRing {
  const current = deriveKey(first, use);
  return { current, all: [current, ...before.map((secret) => deriveKey(secret, use))] };
}
