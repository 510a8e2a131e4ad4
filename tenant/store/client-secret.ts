import { createHash, randomBytes, randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const punctuation = '._-~';

type MintedSecret = {
  /** Leaves the tenant in one answer and is not kept. */
  readonly secretText: string;
  readonly hint: string;
  readonly secretHash: string;
};

/** Looks like a secret of Entra ID: 40 characters, `8Q~` after the hint, URL-unsafe letters never. */
export function mintSecret(): MintedSecret {
  const hint = pick(3, alphabet);
  const secretText = `${hint}8Q~${pick(34, alphabet + punctuation)}`;
  return { secretText, hint, secretHash: hashSecret(secretText) };
}

/** What may be stored of a secret, a code or a refresh token. */
export function hashSecret(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

/** An opaque value that cannot be guessed; the prefix is the one Entra ID's own values begin with. */
export function mintOpaqueValue(bytes: number): string {
  return `1.A${randomBytes(bytes).toString('base64url')}`;
}

function pick(length: number, from: string): string {
  return Array.from({ length }, () => from.charAt(randomInt(from.length))).join('');
}
