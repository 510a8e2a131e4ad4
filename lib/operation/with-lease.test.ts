import { afterEach, describe, expect, it, vi } from 'vitest';
import { LEASE_MS } from './lease-store';
import { withLease } from './with-lease';

afterEach(() => vi.useRealTimers());

const key = { id: 'o', tenantId: 't', personId: 'p' };

describe('withLease', () => {
  it('renews the lease well before it runs out, also after a renewal failed, and stops with the work', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const renewals: number[] = [];
    const renew = (_key: unknown, until: Date) => {
      renewals.push(until.getTime() - Date.now());
      return Promise.reject(new Error('for once'));
    };
    await withLease({ renew }, key, () => {
      vi.advanceTimersByTime(LEASE_MS);
      return Promise.resolve();
    });
    expect(renewals.length).toBeGreaterThanOrEqual(3);
    expect(new Set(renewals)).toEqual(new Set([LEASE_MS]));
    const known = renewals.length;
    vi.advanceTimersByTime(LEASE_MS);
    expect(renewals).toHaveLength(known);
  });

  it('stops renewing when the work throws', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const renew = vi.fn(() => Promise.resolve());
    const work = withLease({ renew }, key, () => Promise.reject(new Error('no database')));
    await expect(work).rejects.toThrow('no database');
    vi.advanceTimersByTime(LEASE_MS);
    expect(renew).not.toHaveBeenCalled();
  });
});
