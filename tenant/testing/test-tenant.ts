import { createTenant, type RunningTenant } from '../create-tenant';
import { seedState } from '../seed/seed-state';
import type { SettingsPatch } from '../store/tenant-settings';
import { createMemoryStore } from '../store/tenant-store';
import { makeSigningKey, type SigningKey } from '../tokens/signing-key';
import { openSigningKeys, type KeyRing } from '../tokens/signing-keys';

export const testPortal = { url: 'http://localhost:3000', secret: 'abc8Q~secret-of-the-portal-in-tests-12345' };
export const testOrigins = { browser: 'http://127.0.0.1:4100', api: 'https://127.0.0.1:4143' };

export type TestTenant = RunningTenant & {
  /** Lets the machine's clock run ahead. */
  advance(milliseconds: number): void;
  set(settings: SettingsPatch): Promise<void>;
  /** Everything that left the tenant: secrets, tokens, codes. */
  readonly issuedValues: readonly string[];
};

type TestOptions = {
  readonly fetch?: typeof globalThis.fetch;
  /** For tests of the keys; the others share one key, which takes a while to make. */
  readonly keyRing?: KeyRing;
};

let sharedKey: Promise<SigningKey> | undefined;

const usualTime = Date.UTC(2026, 10, 22, 12, 0, 0);

/**
 * A whole tenant in this process that leaves nothing behind. Its time stands still, at a fixed one unless a client
 * compares it with its own clock.
 */
export async function createTestTenant(startsAt = usualTime, options: TestOptions = {}): Promise<TestTenant> {
  const keyRing = options.keyRing ?? (await shareOneKey());
  let time = startsAt;
  const store = createMemoryStore(seedState({ portalUrl: testPortal.url, secret: testPortal.secret, now: time }));
  const issuedValues: string[] = [];
  const running = createTenant({
    origins: testOrigins,
    portal: testPortal,
    store,
    keys: openSigningKeys(keyRing, () => Promise.resolve()),
    machineTime: () => time,
    issued: (value) => issuedValues.push(value),
    fetch: options.fetch ?? (() => Promise.reject(new Error('This test asks no other issuer.'))),
  });
  return {
    ...running,
    issuedValues,
    advance(milliseconds) {
      time += milliseconds;
    },
    async set(settings) {
      const answer = await running.browserApp.request(`${testOrigins.browser}/control/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
  };
}

async function shareOneKey(): Promise<KeyRing> {
  sharedKey ??= makeSigningKey();
  const { stored } = await sharedKey;
  return { signing: stored, standby: stored, former: null };
}
