import { describe, expect, it } from 'vitest';
import { seedState } from '../seed/seed-state';
import { testPortal } from '../testing/test-tenant';
import { createTenantStore } from './tenant-store';

const seed = seedState({ portalUrl: testPortal.url, secret: testPortal.secret, now: 0 });

describe('the tenant store', () => {
  it('writes again after a write that failed', async () => {
    let attempts = 0;
    const store = createTenantStore(seed, () => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve();
    });
    store.update((state) => ({ ...state, seededAt: 1 }));
    await expect(store.flush()).rejects.toThrow('disk full');
    await store.flush();
    expect(attempts).toBe(2);
  });

  it('settles only when the newest state is written, one write at a time', async () => {
    const written: string[] = [];
    let running = 0;
    const store = createTenantStore(seed, async (text) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      written.push(text);
      running -= 1;
    });
    store.update((state) => ({ ...state, seededAt: 1 }));
    const first = store.flush();
    store.update((state) => ({ ...state, seededAt: 2 }));
    await Promise.all([first, store.flush()]);
    expect(written.at(-1)).toContain('"seededAt":2');
    expect(written.length).toBeLessThanOrEqual(2);
  });

  it('writes nothing when nothing changed', async () => {
    const store = createTenantStore(seed, () => Promise.reject(new Error('must not be called')));
    await store.flush();
  });
});
