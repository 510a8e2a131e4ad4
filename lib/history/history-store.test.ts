import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '@/generated/prisma/client';
import { auditActions, auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { writeHistory } from './history-file';
import { historyAddress, historyKindNames, historyKinds, type HistoryView, parseHistoryAddress } from './history-input';
import { historyStore, selectHistory } from './history-store';

beforeAll(() => database());
afterAll(closeDatabase);

const all = parseHistoryAddress(null, {});

/** A tenant in which two people did this and that to a connector. */
async function setUpTest() {
  const tenantId = randomUUID();
  const connector = await connectorStore.create({ ...newConnector(tenantId), name: 'Wazuh Malmö' });
  const by = (personUpn: string) => auditTrail(auditStore, { tenantId, personId: randomUUID(), personUpn }, 'request');
  const [anna, bo] = [by('anna@contoso.example'), by('bo_%@contoso.example')];
  await anna.record({ action: 'sign-in', outcome: 'done' });
  const enabled = await anna.begin({ action: 'connector-enable', target: randomUUID(), connectorId: connector.id });
  await anna.record({
    action: 'connector-step',
    outcome: 'done',
    target: connector.id,
    detail: { step: 'application' },
  });
  await enabled('done');
  await bo.begin({ action: 'secret-create', target: connector.id });
  await bo.record({ action: 'access', outcome: 'refused', detail: { path: '=cmd|x' } });
  const find = async (view: Partial<HistoryView>) => {
    const { rows } = await historyStore.findPage({ tenantId, now: Date.now() }, { ...all, ...view });
    return rows.map(({ action, outcome }) => `${action} ${outcome}`);
  };
  return { tenantId, connector, find, bo };
}

describe('the history', () => {
  it('has the newest first, each work once, and what was begun only while no end is known', async () => {
    const { find } = await setUpTest();
    const plain = ['access refused', 'secret-create begun', 'connector-enable done', 'sign-in done'];
    expect(await find({})).toEqual(plain);
    expect(await find({ kind: 'steps' })).toEqual(['connector-step done']);
  });

  it('is found by person, connector, kind, outcome and time, and no letter of them is a wildcard', async () => {
    const { find, connector } = await setUpTest();
    expect(await find({ person: 'ANNA' })).toEqual(['connector-enable done', 'sign-in done']);
    expect(await find({ person: 'bo_%' })).toEqual(['access refused', 'secret-create begun']);
    expect(await find({ person: '%' })).toEqual(await find({ person: 'bo_%' }));
    for (const about of [{ search: 'malmö' }, { search: connector.id }, { connectorId: connector.id }]) {
      expect(await find(about)).toEqual(['secret-create begun', 'connector-enable done']);
    }
    expect(await find({ kind: 'people' })).toEqual(['access refused', 'sign-in done']);
    expect(await find({ outcome: 'begun' })).toEqual(['secret-create begun']);
    expect(await find({ period: '1' })).toHaveLength(4);
    expect(await find({ search: 'nothing' })).toEqual([]);
  });

  it('names the connector, and is of one tenant alone', async () => {
    const [one, other] = [await setUpTest(), await setUpTest()];
    const reader = { tenantId: one.tenantId, now: Date.now() };
    const { rows } = await historyStore.findPage(reader, { ...all, kind: 'connectors' });
    expect(rows).toMatchObject([{ connectorName: 'Wazuh Malmö', tenantId: one.tenantId }]);
    expect(await other.find({ connectorId: one.connector.id })).toEqual([]);
  });

  it('turns its pages both ways, without a gap and without anything twice', async () => {
    const { tenantId, bo } = await setUpTest();
    for (let number = 0; number < 60; number += 1) {
      await bo.record({ action: 'connection-verify', outcome: 'done', detail: { number } });
    }
    const reader = { tenantId, now: Date.now() };
    const first = await historyStore.findPage(reader, all);
    const second = await historyStore.findPage(reader, { ...all, turn: first.next });
    const back = await historyStore.findPage(reader, { ...all, turn: second.previous });
    const seen = [...first.rows, ...second.rows].map(({ seq }) => seq);
    expect(new Set(seen).size).toBe(64);
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
    expect(back.rows.map(({ seq }) => seq)).toEqual(first.rows.map(({ seq }) => seq));
    expect(second.next).toBeNull();
  });

  it('is read by an index, whatever is looked for', async () => {
    if (environment().DATABASE_URL === undefined) return;
    const { tenantId } = await setUpTest();
    const { prisma } = await database();
    for (const kind of [null, ...historyKindNames]) {
      const statement = selectHistory({ tenantId, now: Date.now() }, { ...all, kind, person: 'anna' });
      const plan = await prisma.$transaction(async (transaction) => {
        await transaction.$executeRaw`set local enable_seqscan = off`;
        return transaction.$queryRaw(Prisma.sql`explain (format json) ${statement}`);
      });
      expect(JSON.stringify(plan)).not.toMatch(/"Seq Scan"[^}]*"AuditEvent"/);
    }
  });

  it('is exported whole, for spreadsheets without a formula, and for the verifier as it stands', async () => {
    const { tenantId } = await setUpTest();
    const { rows } = await historyStore.findPage({ tenantId, now: Date.now() }, all);
    async function* pages() {
      yield await Promise.resolve(rows);
    }
    const read = async (format: 'csv' | 'jsonl') => (await Array.fromAsync(writeHistory(pages(), format))).join('');
    const csv = await read('csv');
    expect(csv.split('\r\n')).toHaveLength(rows.length + 2);
    expect(csv).not.toMatch(/(^|[,\n])"?[=+@-]/);
    const events = (await read('jsonl')).trim().split('\n');
    expect(events).toHaveLength(rows.length);
    expect(events[0]).toContain('"hash":"');
    expect(events[0]).not.toContain('connectorName');
  });
});

describe('the kinds of the history', () => {
  it('have every action that is written, each once', () => {
    expect(Object.values(historyKinds).flat().toSorted()).toEqual(auditActions.toSorted());
    expect(historyKindNames.toSorted()).toEqual(Object.keys(historyKinds).toSorted());
  });
});

describe('the address of the history', () => {
  it('is read back, and what makes no sense there counts as absent', () => {
    const view: HistoryView = {
      ...{ connectorId: null, person: 'anna', search: 'a b&c', kind: 'secrets', outcome: 'failed', period: '30' },
      turn: { way: 'after', position: [17] },
    };
    const address = new URL(historyAddress(view), 'https://portal.example');
    expect(parseHistoryAddress(null, Object.fromEntries(address.searchParams))).toEqual(view);
    const odd = { person: 'a\0', kind: 'constructor', outcome: 'x', days: '8', after: 'WzFd', before: ['a', 'b'] };
    expect(parseHistoryAddress(null, odd)).toEqual(all);
  });
});
