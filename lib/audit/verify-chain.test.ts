import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { deriveKeyRing } from '@/lib/seal/derive-key';
import { type ChainedEvent, type ChainHead, FIRST_HASH, hashEvent, signHead, signSegment } from './chain-link';
import { chainOf, memoryPortal, memoryTable, sampleEvent, sampleKeys } from './testing/sample-chain';
import { type Chain, verifyChain } from './verify-chain';

const EVENTS = 20;
let rows: readonly ChainedEvent[];
let head: ChainHead;
/** What the log kept when the tenth event had been written. */
let left: ChainHead;

beforeEach(async () => {
  const table = memoryTable();
  const { append } = memoryPortal(table);
  for (let count = 0; count < EVENTS; count += 1) await append(sampleEvent());
  if (!table.head) throw new Error('nothing was written');
  const tenth = table.rows[9] ?? table.head;
  [rows, head, left] = [table.rows, table.head, signHead(sampleKeys.current, tenth)];
});

const verify = (given: readonly ChainedEvent[], chain: Partial<Chain> = {}) =>
  verifyChain(chainOf(given, { head, ...chain }), sampleKeys.all);

const kinds = async (given: readonly ChainedEvent[], chain: Partial<Chain> = {}) =>
  (await verify(given, chain)).findings.map(({ kind, seq }) => `${kind} ${String(seq)}`);

/** The chain from there on, as somebody computes it who has the rows and not the key. */
function relink(given: readonly ChainedEvent[]): readonly ChainedEvent[] {
  const linked: ChainedEvent[] = [];
  for (const [index, event] of given.entries()) {
    const placed = { ...event, seq: index + 1 };
    linked.push({ ...placed, hash: hashEvent(linked.at(-1)?.hash ?? FIRST_HASH, placed) });
  }
  return linked;
}

const changes: readonly (readonly [string, Partial<ChainedEvent>])[] = [
  ['person', { personUpn: 'somebody-else@contoso.example' }],
  ['person id', { personId: randomUUID() }],
  ['action', { action: 'sign-in' }],
  ['outcome', { outcome: 'failed' }],
  ['target', { target: null }],
  ['connector', { connectorId: 'another' }],
  ['attempt', { attemptId: randomUUID() }],
  ['request', { requestId: 'x' }],
  ['time', { at: new Date(0) }],
  ['id', { id: randomUUID() }],
  ['detail', { detail: { cause: 'forbidden', days: 180, again: true } }],
  ['detail that is gone', { detail: null }],
];

describe('verifyChain', () => {
  it('finds nothing wrong with what was written, and says how far', async () => {
    const report = await verify(rows, { heads: [left, head] });
    expect(report).toMatchObject({ events: EVENTS, findings: [], unsignedBy: [], verified: { seq: EVENTS } });
    expect(await verifyChain(chainOf([]), sampleKeys.all)).toMatchObject({ findings: [], verified: null });
  });

  it('reads a detail alike in whatever order the database keeps it', async () => {
    const turned = rows.map((row) => ({
      ...row,
      detail: row.detail && Object.fromEntries(Object.entries(row.detail).reverse()),
    }));
    expect(await kinds(turned)).toEqual([]);
  });

  it.each(changes)('finds an edited %s', async (_what, change) => {
    const edited = rows.map((row) => (row.seq === 7 ? { ...row, ...change } : row));
    expect(await kinds(edited)).toEqual(['edited 7']);
    expect((await verify(edited)).verified).toMatchObject({ seq: 6 });
  });

  it('finds an edited, inserted or removed event by the head, when all hashes were computed anew', async () => {
    const edited = relink(rows.map((row) => (row.seq === 7 ? { ...row, outcome: 'failed' } : row)));
    const inserted = relink([...rows.slice(0, 7), ...rows.slice(6)]);
    const removed = relink(rows.filter(({ seq }) => seq !== 7));
    for (const given of [edited, inserted, removed]) expect(await kinds(given)).not.toEqual([]);
    const last = edited.at(-1) ?? head;
    const forged = { ...head, hash: last.hash };
    expect(await kinds(edited, { head: forged })).toEqual(['head 20']);
    expect(await kinds(edited, { head: { ...forged, keyId: 'unknown0' }, heads: [left] })).toEqual(['rewritten 10']);
  });

  it('finds an inserted event, with a place of its own, with that of another and with none', async () => {
    const [seventh, eighth] = [rows[6], rows[7]];
    if (!seventh || !eighth) throw new Error('too few');
    const twice = [...rows.slice(0, 7), { ...seventh, id: randomUUID() }, ...rows.slice(7)];
    expect(await kinds(twice)).toEqual(['order 7']);
    const after = { ...sampleRow(rows.at(-1)), seq: EVENTS + 1 };
    expect(await kinds([...rows, { ...after, hash: hashEvent(head.hash, after) }])).toEqual(['head 21']);
    const outside = { ...seventh, id: randomUUID(), seq: null, hash: null };
    const report = await verifyChain(chainOf([...rows, outside], { head }), sampleKeys.all);
    expect(report.findings).toEqual([{ kind: 'outside', seq: 0 }]);
  });

  it('finds events in another order, by their places and by the lines of an export', async () => {
    const swapped = rows.map((row) => ({ ...row, seq: row.seq === 7 ? 8 : row.seq === 8 ? 7 : row.seq }));
    expect(await kinds(swapped.toSorted((one, other) => one.seq - other.seq))).toEqual([
      'edited 7',
      'edited 8',
      'edited 9',
    ]);
    const lines = [...rows.slice(0, 6), ...rows.slice(7, 8), ...rows.slice(6, 7), ...rows.slice(8)];
    expect(await kinds(lines)).toContain('order 7');
  });

  it('finds what was removed within, and from where to where', async () => {
    const { findings } = await verify(rows.filter(({ seq }) => seq < 5 || seq > 8));
    expect(findings).toEqual([{ kind: 'missing', seq: 5, to: 8 }]);
    expect((await verify(rows.slice(3))).findings).toEqual([{ kind: 'missing', seq: 1, to: 3 }]);
  });

  it('finds a cut end by the head; with an earlier head in its place, by one that has left', async () => {
    expect((await verify(rows.slice(0, 15))).findings).toEqual([{ kind: 'missing', seq: 16, to: 20 }]);
    const earlier = signHead(sampleKeys.current, rows[4] ?? head);
    const cut = { head: earlier, heads: [left] };
    expect((await verify(rows.slice(0, 5), cut)).findings).toEqual([{ kind: 'cut', seq: 6, to: 10 }]);
    expect(await kinds(rows.slice(0, 5), { head: earlier })).toEqual([]);
  });

  it('finds that everything is gone by a head that has left, also when the log began anew', async () => {
    const gone = { head: null, heads: [left] };
    expect((await verify([], gone)).findings).toEqual([{ kind: 'deleted', seq: 1, to: 10 }]);
    expect((await verify([], { heads: [left] })).findings).toEqual([
      { kind: 'cut', seq: 1, to: 10 },
      { kind: 'missing', seq: 1, to: 20 },
    ]);
    const table = memoryTable();
    const { append } = memoryPortal(table);
    for (let count = 0; count < 12; count += 1) await append(sampleEvent());
    expect(await kinds(table.rows, { head: table.head, heads: [left] })).toEqual(['rewritten 10']);
    expect(
      await kinds(table.rows.slice(0, 3), { head: signHead(sampleKeys.current, table.rows[2] ?? head), heads: [left] }),
    ).toEqual(['cut 4']);
  });

  it('takes no head for one that has left whose signature is another’s', async () => {
    const invented = { ...left, seq: 500 };
    expect((await verify(rows, { heads: [invented] })).findings).toEqual([{ kind: 'head', seq: 500 }]);
    expect((await verify(rows, { heads: [invented] })).verified).toMatchObject({ seq: EVENTS });
  });

  it('knows the signatures of the secret before, and says whose it cannot check', async () => {
    const before = deriveKeyRing(['the one before it, long enough'], 'audit').current;
    expect(await kinds(rows, { head: signHead(before, head) })).toEqual([]);
    const strange = deriveKeyRing(['of another portal, long enough as well'], 'audit').current;
    const report = await verify(rows, { head: signHead(strange, head) });
    expect(report).toMatchObject({ findings: [], unsignedBy: [strange.id] });
  });

  it('goes on from a segment that retention has sealed, and takes nothing else for one', async () => {
    const tenth = rows[9] ?? head;
    const segment = signSegment(sampleKeys.current, { ...tenth, firstSeq: 1, hashBefore: FIRST_HASH });
    const rest = rows.slice(10);
    expect(await verify(rest, { segments: [segment], heads: [left] })).toMatchObject({
      findings: [],
      verified: { seq: 20 },
    });
    expect(await kinds(rest)).toEqual(['missing 1']);
    // A head that was seen earlier is no leave to remove what came before it.
    const replayed = { ...left, firstSeq: 1, hashBefore: FIRST_HASH };
    expect(await kinds(rest, { segments: [replayed] })).toEqual(['segment 10']);
    const alone = signSegment(sampleKeys.current, { ...tenth, firstSeq: 5, hashBefore: 'x' });
    expect(await kinds(rest, { segments: [alone] })).toEqual(['segment 10']);
    expect(await kinds(rest.slice(2), { segments: [segment] })).toEqual(['missing 1']);
  });
});

function sampleRow(row: ChainedEvent | undefined): ChainedEvent {
  if (!row) throw new Error('no row');
  return { ...row, id: randomUUID() };
}
