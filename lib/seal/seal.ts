import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKeyRing, type Key } from './derive-key';

/**
 * Encrypts what must outlive a request but never be read from the database: AES-256-GCM with a key derived from the
 * portal's session secret. The purpose is bound to the text, so that a value sealed for one use cannot be opened as
 * another. The id of the key stands before the text: whoever rotates the secret can read both until the old one is gone.
 */
export type Sealer = {
  readonly seal: (purpose: string, clear: string) => string;
  /** Null when the text was sealed with a secret that is not known, for another purpose, or was changed. */
  readonly open: (purpose: string, sealed: string) => string | null;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Stands between the key's id and the text, and in neither. */
const AFTER_ID = '.';

/**
 * @param secret seals and opens
 * @param before secrets that were in use earlier, which only open
 */
export function createSealer(secret: string, ...before: readonly string[]): Sealer {
  const { current, all } = deriveKeyRing([secret, ...before], 'seal');
  return {
    seal: (purpose, clear) => current.id + AFTER_ID + sealWith(current, purpose, clear),
    open(purpose, sealed) {
      const end = sealed.indexOf(AFTER_ID);
      // Releases before this one named no key.
      const keys = end < 0 ? all : all.filter(({ id }) => id === sealed.slice(0, end));
      for (const key of keys) {
        const clear = openWith(key, purpose, sealed.slice(end + 1));
        if (clear !== null) return clear;
      }
      return null;
    },
  };
}

function sealWith({ bytes }: Key, purpose: string, clear: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function openWith({ bytes: key }: Key, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
