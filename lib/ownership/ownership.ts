import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Key, KeyRing } from '@/lib/seal/derive-key';

/** What a signature is about: ids that Microsoft gave, which nobody can choose. */
export type SignedApplication = { readonly tenantId: string; readonly appId: string };

/** Whether the secret of this key id was made by this portal. */
export type OwnershipProof = (keyId: string) => boolean;

export type Ownership = {
  /**
   * @param keyIds of the application's secrets that this portal made
   * @returns notes for its service principal, at most 1,024 characters
   */
  readonly sign: (application: SignedApplication, keyIds: readonly string[]) => string;
  /** Null when the notes do not prove that this portal made the application. */
  readonly prove: (application: SignedApplication, notes: string | null | undefined) => OwnershipProof | null;
};

const MARK = 'sc1';
const READABLE = 'Made by SIEM Connect. The next word proves it and must stay:';

/** As many as the notes have room for; an application rarely has more than two. */
const MOST_SECRETS = 30;

/** 128 bits are enough for an id that cannot be chosen, and leave room for the others. */
const SECRET_MAC_LETTERS = 22;

/** @param keys those that were in use before still prove */
export function createOwnership({ current, all: keys }: KeyRing): Ownership {
  return {
    sign(application, keyIds) {
      const secrets = keyIds.slice(-MOST_SECRETS).map((keyId) => secretMac(current, application, keyId));
      return `${READABLE} ${[MARK, applicationMac(current, application), ...secrets].join('.')}`;
    },
    prove(application, notes) {
      // Somebody may have added words of their own, also another portal's mark.
      for (const word of (notes ?? '').split(/\s+/)) {
        const [mark, mac = '', ...secrets] = word.split('.');
        const key = mark === MARK && keys.find((one) => isSame(applicationMac(one, application), mac));
        if (key) return (keyId) => secrets.some((known) => isSame(secretMac(key, application, keyId), known));
      }
      return null;
    },
  };
}

function applicationMac(key: Key, application: SignedApplication): string {
  return mac(key, ['application', application.tenantId, application.appId]);
}

function secretMac(key: Key, application: SignedApplication, keyId: string): string {
  return mac(key, ['secret', application.tenantId, application.appId, keyId]).slice(0, SECRET_MAC_LETTERS);
}

/** Ids are letters, digits and hyphens: a line break cannot be in one. */
function mac(key: Key, parts: readonly string[]): string {
  return createHmac('sha256', key.bytes).update(parts.join('\n').toLowerCase()).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
