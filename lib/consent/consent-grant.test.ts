import { describe, expect, it } from 'vitest';
import { createSealer } from '@/lib/seal/seal';
import { type Grant, GRANT_PURPOSE } from './consent';
import { findGrant } from './consent-grant';
import { consentStore } from './consent-store';
import { sampleFlow } from './testing/sample-flow';

const sealer = createSealer('a session secret for tests, long enough');
const grant = (milliseconds: number): Grant => ({
  ...{ accessToken: 'elevated', connector: null, expiresAt: Date.now() + milliseconds },
});

function find(sealed: string | null): Promise<Grant | null> {
  const flows = { ...consentStore, findSealedGrant: () => Promise.resolve(sealed) };
  return findGrant({ flows, sealer }, sampleFlow());
}

describe('findGrant', () => {
  it('finds nothing where nothing was granted', async () => {
    expect(await find(null)).toBeNull();
  });

  it('finds nothing that was sealed with another secret or for another use', async () => {
    const clear = JSON.stringify(grant(3_600_000));
    const other = createSealer('the secret of another portal, long too');
    expect(await find(other.seal(GRANT_PURPOSE, clear))).toBeNull();
    expect(await find(sealer.seal('read-tokens', clear))).toBeNull();
  });

  it('finds nothing that another release sealed, or that is about to end', async () => {
    expect(await find(sealer.seal(GRANT_PURPOSE, '{"token":"elevated"}'))).toBeNull();
    expect(await find(sealer.seal(GRANT_PURPOSE, JSON.stringify(grant(20_000))))).toBeNull();
  });

  it('finds what still works for a while', async () => {
    const granted = grant(120_000);
    expect(await find(sealer.seal(GRANT_PURPOSE, JSON.stringify(granted)))).toEqual(granted);
  });
});
