import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKeyRing } from '@/lib/seal/derive-key';
import { hashEvent, signHead } from './chain-link';
import { chainOf, memoryPortal, type MemoryTable, memoryTable, sampleEvent, sampleKeys } from './testing/sample-chain';
import { verifyChain } from './verify-chain';

const report = (table: MemoryTable, keys = sampleKeys.all) =>
  verifyChain(chainOf(table.rows, { head: table.head }), keys);

async function written(count: number) {
  const table = memoryTable();
  const portal = memoryPortal(table);
  await Promise.all(Array.from({ length: count }, () => portal.append(sampleEvent())));
  return { table, ...portal };
}

describe('createAppendQueue', () => {
  it('tells whoever writes that it failed, and writes the next', async () => {
    const table = memoryTable();
    let isGone = true;
    const { append } = memoryPortal({
      readEnd: table.readEnd,
      write: (events, heads) => (isGone ? Promise.reject(new Error('no database')) : table.write(events, heads)),
    });
    await expect(append(sampleEvent())).rejects.toThrow('no database');
    isGone = false;
    await append(sampleEvent());
    expect(await report(table)).toMatchObject({ events: 1, findings: [] });
  });

  it('keeps the order in which events came, and writes many at once', async () => {
    const table = memoryTable();
    let statements = 0;
    const { append } = memoryPortal({
      readEnd: table.readEnd,
      write(events, heads) {
        statements += 1;
        return table.write(events, heads);
      },
    });
    const ids = Array.from({ length: 500 }, () => randomUUID());
    await Promise.all(ids.map((requestId) => append(sampleEvent({ requestId }))));
    expect(table.rows.map(({ requestId }) => requestId)).toEqual(ids);
    expect(statements).toBeLessThan(10);
    expect(await report(table)).toMatchObject({ events: 500, findings: [], verified: { seq: 500 } });
  });

  it('makes one chain of what several portals write at once, and loses nothing', async () => {
    const table = memoryTable();
    const portals = [memoryPortal(table), memoryPortal(table), memoryPortal(table)];
    const each = async ({ append }: (typeof portals)[number]) => {
      for (let count = 0; count < 60; count += 1) await append(sampleEvent());
    };
    await Promise.all(portals.map(each));
    expect(await report(table)).toMatchObject({ events: 180, findings: [], verified: { seq: 180 } });
    expect(portals.flatMap(({ alarms }) => alarms)).toEqual([]);
  });

  it('signs with the secret in use what the one before it has signed', async () => {
    const before = deriveKeyRing(['the one before it, long enough'], 'audit');
    const table = memoryTable();
    table.head = signHead(before.current, { tenantId: 'contoso', seq: 0, hash: '0'.repeat(64) });
    await memoryPortal(table, before).append(sampleEvent());
    const { append, alarms } = memoryPortal(table);
    await append(sampleEvent());
    expect(alarms).toEqual([]);
    expect(table.head.keyId).toBe(sampleKeys.current.id);
    expect(await report(table, [sampleKeys.current])).toMatchObject({ findings: [], unsignedBy: [] });
  });

  it('never makes its own what somebody else has put at the end: the next event is an alarm', async () => {
    const { table } = await written(3);
    const last = table.rows.at(-1);
    if (!last || !table.head) throw new Error('nothing was written');
    const edited = { ...last, outcome: 'failed' };
    edited.hash = hashEvent(table.rows.at(-2)?.hash ?? '', edited);
    table.rows[2] = edited;
    table.head = { ...table.head, hash: edited.hash };
    const { append, alarms } = memoryPortal(table);
    await append(sampleEvent());
    expect(alarms).toEqual([{ reason: 'forged', seq: 3 }]);
    expect(table.rows.map(({ action }) => action).slice(3)).toEqual(['audit-alarm', 'secret-create']);
    expect((await report(table)).findings).toEqual([{ kind: 'alarm', seq: 4 }]);
  });

  it.each([
    ['cut', (table: MemoryTable) => (table.rows.length = 2)],
    ['emptied', (table: MemoryTable) => (table.rows.length = 0)],
  ])('says when the end was %s under a portal that had written more', async (_what, cut) => {
    const { table, append, alarms } = await written(5);
    cut(table);
    const last = table.rows.at(-1);
    table.head = last ? signHead(sampleKeys.current, last) : null;
    await append(sampleEvent());
    expect(alarms).toMatchObject([{ reason: 'behind' }]);
    expect((await report(table)).findings).toMatchObject([{ kind: 'alarm' }]);
  });

  it('goes on, and says so, when a head of earlier stands before rows that are there', async () => {
    const { table } = await written(5);
    table.head = signHead(sampleKeys.current, table.rows[1] ?? { tenantId: '', seq: 0, hash: '' });
    const { append, alarms } = memoryPortal(table);
    await append(sampleEvent());
    expect(alarms).toEqual([{ reason: 'behind', seq: 5 }]);
    expect((await report(table)).findings).toEqual([{ kind: 'alarm', seq: 6 }]);
  });

  it('says that it does not know the key of a head, as after a secret that was lost', async () => {
    const { table } = await written(2);
    const { append, alarms } = memoryPortal(table, deriveKeyRing(['of a later portal, long enough as well'], 'audit'));
    await append(sampleEvent());
    expect(alarms).toEqual([{ reason: 'unknownKey', seq: 2 }]);
  });
});
