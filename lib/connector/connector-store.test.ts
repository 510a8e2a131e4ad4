import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { StepWait } from './connector';
import { type ConnectorKey, connectorStore } from './connector-store';
import { journalOf } from './journal-store';
import { plainProblem } from '@/lib/directory/step-problem';
import { newConnector } from './testing/sample-connector';

beforeAll(database);
afterAll(closeDatabase);

const wait: StepWait = { kind: 'wait', reason: 'replication', attempt: 1, since: 1, until: 2, deadline: 3 };
const journal = journalOf(randomUUID());
const plan = { purpose: 'siem', label: 'label', expiresAt: new Date('2027-01-01T00:00:00Z') } as const;

/** A connector with a secret and a step, and a stranger's key to it: the right id, the wrong tenant. */
async function connector() {
  const created = await connectorStore.create(newConnector(randomUUID()));
  await journal.start(created, 'application');
  const secret = await connectorStore.addSecret(created, plan);
  const key: ConnectorKey = { tenantId: created.tenantId, id: created.id };
  return { key, stranger: { tenantId: randomUUID(), id: created.id }, secretId: secret.id };
}

describe('a tenant and the connectors of another', () => {
  it('sees none of them', async () => {
    const { key, stranger } = await connector();
    expect(await connectorStore.find(stranger)).toBeNull();
    const uniqueName = (await connectorStore.find(key))?.uniqueName ?? '';
    expect(await connectorStore.findKnown(key.tenantId, [uniqueName, 'other'])).toEqual(new Set([uniqueName]));
    expect(await connectorStore.findKnown(stranger.tenantId, [uniqueName, 'other'])).toEqual(new Set());
  });

  it('changes nothing, whatever it asks for with the right ids', async () => {
    const { key, stranger, secretId } = await connector();
    const before = await connectorStore.find(key);
    const { tenantId } = stranger;
    await connectorStore.update(stranger, { state: 'ready', appId: 'evil' });
    expect(await connectorStore.saveSiemType(stranger, 'generic-api')).toBe(false);
    expect(await connectorStore.saveDetections(stranger, true)).toBe(false);
    await journal.saveWait(stranger, 'application', wait);
    await journal.end(stranger, 'application', plainProblem('forbidden'));
    await connectorStore.saveSecretKey(tenantId, secretId, { keyId: 'evil', hint: null });
    expect(await connectorStore.deliverSecret(stranger, secretId)).toBe(false);
    await connectorStore.markSecretRemoved(tenantId, secretId);
    await connectorStore.remove(stranger);
    expect(await connectorStore.find(key)).toEqual(before);
  });

  it('hangs neither steps nor secrets on them', async () => {
    const { key, stranger } = await connector();
    const before = await connectorStore.find(key);
    await expect(journal.start(stranger, 'application')).rejects.toThrow();
    await expect(journal.start(stranger, 'permission')).rejects.toThrow();
    await expect(connectorStore.addSecret(stranger, plan)).rejects.toThrow();
    expect(await connectorStore.find(key)).toEqual(before);
  });
});

describe('the connectors of one tenant', () => {
  it('go with their secrets and their journal', async () => {
    const { key } = await connector();
    await connectorStore.remove(key);
    const { prisma } = await database();
    const where = { tenantId: key.tenantId };
    expect(await connectorStore.find(key)).toBeNull();
    expect(await prisma.connectorSecret.count({ where })).toBe(0);
    expect(await prisma.operationStep.count({ where })).toBe(0);
  });
});

describe('the journal', () => {
  it('shows what a step waits for, then why it failed, and begins afresh on a retry', async () => {
    const { key } = await connector();
    const step = async () => (await connectorStore.find(key))?.steps[0];
    await journal.saveWait(key, 'application', wait);
    expect(await step()).toMatchObject({ state: 'started', detail: wait, endedAt: null });
    const problem = { ...plainProblem('throttled'), status: 429, requestId: 'r' };
    await journal.end(key, 'application', problem);
    expect(await step()).toMatchObject({ state: 'failed', detail: problem });
    expect((await step())?.endedAt).toBeInstanceOf(Date);
    await journal.start(key, 'application');
    expect(await step()).toMatchObject({ state: 'started', detail: null, endedAt: null });
    await journal.end(key, 'application', null);
    expect(await step()).toMatchObject({ state: 'ended', detail: null });
  });
});

describe('a secret', () => {
  it('is delivered once, however many pages say that they show it', async () => {
    const { key, secretId } = await connector();
    const said = await Promise.all([1, 2, 3].map(() => connectorStore.deliverSecret(key, secretId)));
    expect(said.filter(Boolean)).toHaveLength(1);
  });

  it('is not delivered after it was removed', async () => {
    const { key, secretId } = await connector();
    await connectorStore.markSecretRemoved(key.tenantId, secretId);
    expect(await connectorStore.deliverSecret(key, secretId)).toBe(false);
  });
});

describe('what a SIEM calls', () => {
  it('is kept from the beginning, and can be changed', async () => {
    const created = await connectorStore.create({ ...newConnector(randomUUID()), detections: true });
    expect((await connectorStore.find(created))?.detections).toBe(true);
    expect(await connectorStore.saveDetections(created, false)).toBe(true);
    expect((await connectorStore.find(created))?.detections).toBe(false);
  });
});
