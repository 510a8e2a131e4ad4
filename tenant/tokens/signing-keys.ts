import { z } from 'zod';
import { makeSigningKey, openSigningKey, storedKeySchema, type SigningKey } from './signing-key';

/** Both keys, and the one that signed before the last rotation. */
export const keyRingSchema = z.object({
  signing: storedKeySchema,
  standby: storedKeySchema,
  former: storedKeySchema.nullable(),
});

export type KeyRing = Readonly<z.output<typeof keyRingSchema>>;

/** Entra ID publishes a key before it signs with it, and goes on publishing one that has signed. */
export type SigningKeys = {
  /** The key that signs now. */
  current(): SigningKey;
  /** What the JWKS document lists, the one that signs first. */
  published(): readonly SigningKey[];
  find(keyId: string | undefined): SigningKey | undefined;
  /** The standby key signs from here on; the key that signed before the last rotation is gone. */
  rotate(): Promise<void>;
};

export async function makeKeyRing(): Promise<KeyRing> {
  const [signing, standby] = await Promise.all([makeSigningKey(), makeSigningKey()]);
  return { signing: signing.stored, standby: standby.stored, former: null };
}

/** `save` is called with every new ring, before anything is signed by it. */
export function openSigningKeys(ring: KeyRing, save: (ring: KeyRing) => Promise<void>): SigningKeys {
  let signing = openSigningKey(ring.signing);
  let standby = openSigningKey(ring.standby);
  let former = ring.former === null ? undefined : openSigningKey(ring.former);
  const published = () => uniqueKeys([signing, standby, ...(former === undefined ? [] : [former])]);
  return {
    current: () => signing,
    published,
    find: (keyId) => published().find((key) => key.keyId === keyId),
    async rotate() {
      const next = await makeSigningKey();
      await save({ signing: standby.stored, standby: next.stored, former: signing.stored });
      [former, signing, standby] = [signing, standby, next];
    },
  };
}

function uniqueKeys(keys: readonly SigningKey[]): readonly SigningKey[] {
  return [...new Map(keys.map((key) => [key.keyId, key])).values()];
}
