import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { findRegistered, fingerprintOf, watchedCredentials } from './portal-credential';
import { portalCredentialStore } from './portal-credential-store';

beforeAll(() => database());
afterAll(closeDatabase);

const secret = 'AxP8Q~verySecretValueOfThePortal';
const registered = (hint: string | null, endDateTime: string) => ({
  hint,
  startDateTime: '2026-01-01T00:00:00Z',
  endDateTime,
});

describe('the end of the portal’s own secret', () => {
  it('is read by the letters that Entra shows of it', () => {
    const found = findRegistered(secret, [
      registered('zzz', '2026-02-01T00:00:00Z'),
      registered('AxP', '2027-01-01T00:00:00Z'),
    ]);
    expect(found).toEqual({ from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2027-01-01T00:00:00Z') });
  });

  it.each([
    ['none begins so', [registered('zzz', '2026-02-01T00:00:00Z'), registered(null, '2026-02-01T00:00:00Z')]],
    ['two begin so', [registered('AxP', '2026-02-01T00:00:00Z'), registered('AxP', '2027-02-01T00:00:00Z')]],
    ['there is none', []],
  ])('is not known when %s', (_case, given) => {
    expect(findRegistered(secret, given)).toBeNull();
  });

  it('is kept without anything of the secret, and what the registration said stands', async () => {
    const [tenantId, fingerprint] = [randomUUID(), fingerprintOf({ clientSecret: secret })];
    const save = (to: number, source: 'registration' | 'entered') =>
      portalCredentialStore.save({ tenantId, fingerprint }, { lifetime: { from: 0, to }, source }, new Date());
    expect(fingerprint).not.toContain(secret.slice(0, 3));
    expect([await save(1_000, 'entered'), await save(1_000, 'entered')]).toEqual([true, false]);
    expect([await save(2_000, 'registration'), await save(3_000, 'entered')]).toEqual([true, false]);
    const current = { clientSecret: secret };
    const next = { clientSecret: 'another secret' };
    const watched = watchedCredentials({ current, next }, await portalCredentialStore.list(tenantId));
    expect(watched.map(({ lifetime }) => lifetime)).toEqual([{ from: 0, to: 2_000 }, null]);
  });
});
