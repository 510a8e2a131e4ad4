import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { approvalStore, type Decision } from './approval-store';

beforeAll(database);
afterAll(closeDatabase);

const now = new Date('2026-11-22T12:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

function asked(tokenHash: string = randomUUID()) {
  return { tokenHash, askedById: 'o', askedByUpn: 'ola@contoso.example', createdAt: now, expiresAt: later(60_000) };
}

function decision(state: Decision['state'], decidedAt = now): Decision {
  return { state, decidedById: randomUUID(), decidedByUpn: 'gun@contoso.example', decidedAt };
}

async function setUpTest() {
  const { tenantId, id: connectorId } = await connectorStore.create(newConnector(randomUUID()));
  const link = { tenantId, tokenHash: createHash('sha256').update(connectorId).digest('base64url') };
  await approvalStore.ask({ tenantId, connectorId }, asked(link.tokenHash));
  return { key: { tenantId, connectorId }, link };
}

describe('approvalStore', () => {
  it('keeps tenants apart in everything', async () => {
    const { key, link } = await setUpTest();
    const foreign = randomUUID();
    expect(await approvalStore.findByLink({ ...link, tenantId: foreign })).toBeNull();
    expect(await approvalStore.findByConnector({ ...key, tenantId: foreign })).toBeNull();
    expect(await approvalStore.decide({ ...link, tenantId: foreign }, decision('approved'))).toBe(false);
    await approvalStore.forget({ ...key, tenantId: foreign });
    await expect(approvalStore.ask({ ...key, tenantId: foreign }, asked())).rejects.toThrow();
    expect(await approvalStore.findByLink(link)).toMatchObject({ state: 'waiting' });
  });

  it('lets one of many deciders decide', async () => {
    const { link } = await setUpTest();
    const states = ['approved', 'declined', 'approved', 'declined', 'approved'] as const;
    const decisions = states.map((state) => decision(state));
    const outcomes = await Promise.all(decisions.map((one) => approvalStore.decide(link, one)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const winner = decisions[outcomes.indexOf(true)];
    expect(await approvalStore.findByLink(link)).toMatchObject({ state: winner?.state, decidedAt: now });
  });

  it('decides nothing at the moment of its end or after', async () => {
    const { link } = await setUpTest();
    expect(await approvalStore.decide(link, decision('approved', later(60_000)))).toBe(false);
    expect(await approvalStore.decide(link, decision('approved', later(59_999)))).toBe(true);
  });

  it('keeps one link for each connector: a new one begins undecided and the old one is unknown', async () => {
    const { key, link } = await setUpTest();
    await approvalStore.decide(link, decision('declined'));
    const next = randomUUID();
    await approvalStore.ask(key, asked(next));
    expect(await approvalStore.findByLink(link)).toBeNull();
    expect(await approvalStore.findByLink({ ...link, tokenHash: next })).toMatchObject({
      ...{ state: 'waiting', decidedByUpn: null, decidedAt: null },
    });
  });

  it('goes with its connector', async () => {
    const { key, link } = await setUpTest();
    await connectorStore.remove({ tenantId: key.tenantId, id: key.connectorId });
    expect(await approvalStore.findByLink(link)).toBeNull();
  });
});
