import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createSealer } from '@/lib/seal/seal';
import { compare } from './measure';

const TIMES = 2_000;
/** About as long as a sealed grant: an access token and what is around it. */
const CLEAR = 'x'.repeat(2_500);

type RawSealed = { readonly nonce: Buffer; readonly tag: Buffer; readonly body: Buffer };

function rawSeal(key: Buffer): RawSealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(CLEAR, 'utf8'), cipher.final()]);
  return { nonce, tag: cipher.getAuthTag(), body };
}

function rawOpen(key: Buffer, { nonce, tag, body }: RawSealed): string {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(tag);
  return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
}

function repeat(work: () => unknown): () => void {
  return () => {
    for (let count = 0; count < TIMES; count += 1) work();
  };
}

/** Sealing binds a purpose and gives text for a column; the cipher alone does neither. */
export async function compareSealing(): Promise<void> {
  const key = randomBytes(32);
  const sealer = createSealer('a session secret for measuring, long enough');
  const raw = rawSeal(key);
  const sealed = sealer.seal('bench', CLEAR);
  await compare({
    what: `Sealing ${CLEAR.length} bytes, ${TIMES} times`,
    baseline: { name: 'AES-256-GCM of node:crypto', run: repeat(() => rawSeal(key)) },
    others: [{ name: 'seal', run: repeat(() => sealer.seal('bench', CLEAR)) }],
    rounds: 9,
  });
  await compare({
    what: `Opening ${CLEAR.length} bytes, ${TIMES} times`,
    baseline: { name: 'AES-256-GCM of node:crypto', run: repeat(() => rawOpen(key, raw)) },
    others: [{ name: 'open', run: repeat(() => sealer.open('bench', sealed)) }],
    rounds: 9,
  });
}
