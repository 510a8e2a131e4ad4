import { describe, expect, it } from 'vitest';
import { createSealer } from '@/lib/seal/seal';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { TOKEN_SEAL } from './operation';
import { findElevatedToken } from './elevated-token';
import { authorizationStore } from './authorization-store';
import { sampleOperation } from './testing/sample-operation';

const sealer = createSealer('a session secret for tests, long enough');
const elevatedToken = (milliseconds: number): ElevatedToken => ({
  ...{ accessToken: 'elevated', connector: null, expiresAt: Date.now() + milliseconds },
});

function find(sealed: string | null): Promise<ElevatedToken | null> {
  const authorizations = { ...authorizationStore, findSealedToken: () => Promise.resolve(sealed) };
  return findElevatedToken({ authorizations, sealer }, sampleOperation());
}

describe('findElevatedToken', () => {
  it('finds nothing where nothing was granted', async () => {
    expect(await find(null)).toBeNull();
  });

  it('finds nothing that was sealed with another secret or for another use', async () => {
    const clear = JSON.stringify(elevatedToken(3_600_000));
    const other = createSealer('the secret of another portal, long too');
    expect(await find(other.seal(TOKEN_SEAL, clear))).toBeNull();
    expect(await find(sealer.seal('read-tokens', clear))).toBeNull();
  });

  it('finds nothing that another release sealed, or that is about to end', async () => {
    expect(await find(sealer.seal(TOKEN_SEAL, '{"token":"elevated"}'))).toBeNull();
    expect(await find(sealer.seal(TOKEN_SEAL, JSON.stringify(elevatedToken(20_000))))).toBeNull();
  });

  it('finds what still works for a while', async () => {
    const granted = elevatedToken(120_000);
    expect(await find(sealer.seal(TOKEN_SEAL, JSON.stringify(granted)))).toEqual(granted);
  });
});
