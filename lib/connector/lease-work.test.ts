import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { consentStore, LEASE_MS } from '@/lib/consent/consent-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { leaseWork } from './lease-work';
import { consentedWork, rehearse, unsignedToken } from './testing/rehearsal';

afterEach(() => vi.useRealTimers());
beforeAll(database);
afterAll(closeDatabase);

/** A flow whose work has begun. */
async function running() {
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context } = rehearse({
    network: fakeNetwork(() => Response.error()),
    token,
    startsAt: 0,
    origin: 'https://x',
  });
  const { flow } = await consentedWork(context, 'secret');
  await consentStore.move(flow, ['consented'], 'running');
  return { flow, state: async () => (await consentStore.find(flow))?.state };
}

/** A store that notes renewals and may fail at them. */
function renewing(renew: () => Promise<void>) {
  const leases: number[] = [];
  const store = {
    ...consentStore,
    renewLease: (_key: unknown, until: Date) => {
      leases.push(until.getTime() - Date.now());
      return renew();
    },
  };
  return { store, leases };
}

describe('leaseWork', () => {
  it('has failed for everybody when the work throws', async () => {
    const { flow, state } = await running();
    const work = leaseWork(consentStore, flow, () => Promise.reject(new Error('no database')));
    await expect(work).rejects.toThrow('no database');
    expect(await state()).toBe('failed');
  });

  it('renews the lease well before it runs out, also after a renewal failed, and stops with the work', async () => {
    const { flow } = await running();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const { store, leases } = renewing(() => Promise.reject(new Error('for once')));
    await leaseWork(store, flow, () => {
      vi.advanceTimersByTime(LEASE_MS);
      return Promise.resolve();
    });
    expect(leases.length).toBeGreaterThanOrEqual(3);
    expect(new Set(leases)).toEqual(new Set([LEASE_MS]));
    const known = leases.length;
    vi.advanceTimersByTime(LEASE_MS);
    expect(leases).toHaveLength(known);
  });
});
