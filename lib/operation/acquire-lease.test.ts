import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { acquireLease } from './acquire-lease';
import { leaseStore } from './lease-store';
import { operationStore } from './operation-store';
import { consentedWork, readOperation, createTestContext, unsignedToken } from './testing/test-context';

beforeAll(database);
afterAll(closeDatabase);

/** Two operations that want to work on the same connector. */
async function setUpTest() {
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const network = fakeNetwork(() => Response.error());
  const { context } = createTestContext({ network, token, startsAt: 0, origin: 'https://graph.example' });
  const { operation: first } = await consentedWork(context, 'new-secret');
  const { operation: other } = await consentedWork(context, 'tokens');
  return { first, second: { ...other, connectorId: first.connectorId } };
}

const ending = { state: 'done', outcome: { kind: 'enabled' }, keepsToken: false } as const;

describe('the lease of a connector', () => {
  it('is not given while the other operation does not end, which leaves the later as it was', async () => {
    const { first, second } = await setUpTest();
    expect(await acquireLease(leaseStore, first)).toBe('acquired');
    expect(await acquireLease(leaseStore, second, 20)).toBe('busy');
    expect((await readOperation(second)).state).toBe('consented');
  });

  it('goes to one of two callers', async () => {
    const { first } = await setUpTest();
    const both = await Promise.all([acquireLease(leaseStore, first), acquireLease(leaseStore, first)]);
    expect(both.sort()).toEqual(['acquired', 'taken']);
  });

  it('is waited for', async () => {
    const { first, second } = await setUpTest();
    await leaseStore.acquire(first, new Date());
    const waiting = acquireLease(leaseStore, second);
    await operationStore.end(first, ['running'], ending);
    expect(await waiting).toBe('acquired');
  });

  it('is not waited for when a process died: it has run out', async () => {
    const { first, second } = await setUpTest();
    await leaseStore.acquire(first, new Date(Date.now() - 60_000));
    expect(await acquireLease(leaseStore, second, 20)).toBe('acquired');
  });
});
