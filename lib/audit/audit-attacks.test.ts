import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { portalKeys } from '@/lib/seal/portal-keys';
import { createAppendQueue } from './append-queue';
import { auditStore, chainTable } from './audit-store';
import { reportLines } from './audit-report';
import { beginChains } from './chain-begin-store';
import type { ChainHead } from './chain-link';
import { portalQuery, readChain, readEnds, readSegments } from './chain-reader-store';
import { pruneAudit } from './retention-store';
import { sampleEvent } from './testing/sample-chain';
import { verifyChain } from './verify-chain';

beforeAll(() => database());
afterAll(closeDatabase);

const EVENTS = 12;

async function endOf(tenantId: string) {
  const ends = await readEnds(portalQuery);
  return ends.find((end) => end.tenantId === tenantId) ?? { tenantId, head: null, lastSeq: 0 };
}

/** What the offline verifier says, which has the database and the heads of the log. */
async function verify(tenantId: string, heads: readonly ChainHead[] = []) {
  const { head, lastSeq } = await endOf(tenantId);
  const segments = (await readSegments(portalQuery)).filter((segment) => segment.tenantId === tenantId);
  const events = readChain(portalQuery, { tenantId, upTo: Math.max(head?.seq ?? 0, lastSeq) });
  return verifyChain({ tenantId, events, head, segments, heads }, portalKeys('audit').all);
}

/** A tenant with events, and what had left the machine after half of them. */
async function written() {
  const tenantId = randomUUID();
  const record = (count: number) =>
    Promise.all(Array.from({ length: count }, () => auditStore.record(sampleEvent({ tenantId }))));
  await record(EVENTS / 2);
  const { head: left } = await endOf(tenantId);
  await record(EVENTS / 2);
  if (!left) throw new Error('nothing was written');
  return { tenantId, left };
}

/** As somebody who owns the tables, and can switch their triggers off. */
async function attack(sql: readonly string[], tenantId: string): Promise<void> {
  const { prisma } = await database();
  await prisma.$transaction(async (transaction) => {
    await transaction.$executeRawUnsafe('set local session_replication_role = replica');
    for (const statement of sql) await transaction.$executeRawUnsafe(statement, tenantId);
  });
}

const copied = `"id", "at", "tenantId", "personId", "personUpn", "action", "outcome", "target", "requestId", "detail"`;

const attacks = [
  ['an edit', ['edited 4'], [`update "AuditEvent" set "outcome" = 'failed' where "tenantId" = $1 and "seq" = 4`]],
  [
    'an insertion',
    ['edited 5', 'edited 6'],
    [
      `update "AuditEvent" set "seq" = -"seq" where "tenantId" = $1 and "seq" > 4`,
      `update "AuditEvent" set "seq" = 1 - "seq" where "tenantId" = $1 and "seq" < 0`,
      `insert into "AuditEvent" (${copied}, "seq", "hash") select gen_random_uuid()::text, "at", "tenantId", "personId",
        'else@contoso.example', "action", "outcome", "target", "requestId", "detail", 5, repeat('a', 64)
        from "AuditEvent" where "tenantId" = $1 and "seq" = 1`,
    ],
  ],
  [
    'another order',
    ['edited 4', 'edited 5', 'edited 6'],
    [
      `update "AuditEvent" set "seq" = 0 where "tenantId" = $1 and "seq" = 4`,
      `update "AuditEvent" set "seq" = 4 where "tenantId" = $1 and "seq" = 5`,
      `update "AuditEvent" set "seq" = 5 where "tenantId" = $1 and "seq" = 0`,
    ],
  ],
  ['a removal within', ['missing 4'], [`delete from "AuditEvent" where "tenantId" = $1 and "seq" between 4 and 5`]],
  ['a cut end', ['missing 9'], [`delete from "AuditEvent" where "tenantId" = $1 and "seq" > 8`]],
  [
    'the removal of everything',
    ['deleted 1'],
    [`delete from "AuditEvent" where "tenantId" = $1`, `delete from "AuditHead" where "tenantId" = $1`],
  ],
] as const;

describe('the offline verifier', () => {
  it('finds nothing wrong with what nobody has touched', async () => {
    const { tenantId, left } = await written();
    expect(await verify(tenantId, [left])).toMatchObject({ events: EVENTS, findings: [], verified: { seq: EVENTS } });
  });

  it.each(attacks)('finds %s', async (_what, expected, sql) => {
    const { tenantId, left } = await written();
    await attack(sql, tenantId);
    const report = await verify(tenantId, [left]);
    const found = report.findings.map(({ kind, seq }) => `${kind} ${String(seq)}`);
    expect(found.slice(0, expected.length)).toEqual(expected);
    expect(reportLines(report).slice(1).join()).toContain(expected[0].replace(/ .*/, ''));
  });

  it('finds a cut end whose head was set back to one that was signed, by what had left', async () => {
    const { tenantId } = await written();
    const { head: whole } = await endOf(tenantId);
    const other = randomUUID();
    for (let count = 0; count < 3; count += 1) await auditStore.record(sampleEvent({ tenantId: other }));
    const { head: early } = await endOf(other);
    await auditStore.record(sampleEvent({ tenantId: other }));
    const { head: late } = await endOf(other);
    if (!early || !late || !whole) throw new Error('nothing was written');
    const { seq, hash, keyId, mac } = early;
    const values = `"seq" = ${String(seq)}, "hash" = '${hash}', "keyId" = '${keyId}', "mac" = '${mac}'`;
    await attack(
      [
        `delete from "AuditEvent" where "tenantId" = $1 and "seq" > 3`,
        `update "AuditHead" set ${values} where "tenantId" = $1`,
      ],
      other,
    );
    expect((await verify(other)).findings).toEqual([]);
    expect((await verify(other, [late])).findings).toEqual([{ kind: 'cut', seq: 4, to: 4 }]);
    // The portal that wrote it knows better, and says so in the log itself.
    await auditStore.record(sampleEvent({ tenantId: other }));
    expect((await verify(other)).findings).toEqual([{ kind: 'alarm', seq: 4 }]);
  });
});

describe('two replicas', () => {
  it('write one chain', async () => {
    const tenantId = randomUUID();
    const onAlarm = (alarm: unknown) => expect(alarm).toBeNull();
    const replica = () => createAppendQueue({ table: chainTable, keys: portalKeys('audit'), now: Date.now, onAlarm });
    const write = async (append: ReturnType<typeof replica>) => {
      for (let round = 0; round < 25; round += 1) {
        await Promise.all(Array.from({ length: 20 }, () => append(sampleEvent({ tenantId }))));
      }
    };
    await Promise.all([write(replica()), write(replica())]);
    expect(await verify(tenantId)).toMatchObject({ events: 1_000, findings: [], verified: { seq: 1_000 } });
  });
});

describe('beginChains', () => {
  it('gives what an earlier release wrote its places, and changes nothing of it', async () => {
    const tenantId = randomUUID();
    const { prisma } = await database();
    const data = Array.from({ length: 1_205 }, (_none, index) => ({
      ...{ tenantId, personUpn: 'pat@contoso.example', action: 'sign-in', outcome: 'done', requestId: String(index) },
      detail: { scopes: 'b', also: index },
    }));
    await prisma.auditEvent.createMany({ data });
    expect((await verify(tenantId)).findings[0]).toEqual({ kind: 'outside', seq: 0 });
    expect(await beginChains()).toBeGreaterThanOrEqual(data.length);
    expect(await verify(tenantId)).toMatchObject({ events: data.length, findings: [], verified: { seq: data.length } });
    await auditStore.record(sampleEvent({ tenantId }));
    expect(await verify(tenantId)).toMatchObject({ findings: [], verified: { seq: data.length + 1 } });
    expect(await beginChains()).toBe(0);
  });

  it('takes nothing into a chain that has begun', async () => {
    const { tenantId } = await written();
    const { prisma } = await database();
    await prisma.auditEvent.create({ data: { tenantId, action: 'sign-in', outcome: 'done', requestId: 'r' } });
    await beginChains();
    expect((await verify(tenantId)).findings).toEqual([{ kind: 'outside', seq: 0 }]);
  });
});

describe('pruneAudit', () => {
  const DAY_MS = 86_400_000;

  /** Written so many days before now. */
  async function aged(days: readonly number[]) {
    const tenantId = randomUUID();
    for (const day of days) {
      const now = () => Date.now() - day * DAY_MS;
      const append = createAppendQueue({ table: chainTable, keys: portalKeys('audit'), now, onAlarm: () => undefined });
      await append(sampleEvent({ tenantId }));
    }
    return tenantId;
  }

  const placesOf = async (tenantId: string) => {
    const { prisma } = await database();
    return (await prisma.auditEvent.findMany({ where: { tenantId }, orderBy: { seq: 'asc' } })).map(({ seq }) => seq);
  };

  it('seals what is old, says so, and removes it; what is left verifies, with heads of before', async () => {
    const tenantId = await aged([100, 90, 80, 40, 1]);
    const { head: left } = await endOf(tenantId);
    await pruneAudit(60, new Date());
    expect(await placesOf(tenantId)).toEqual([4, 5, 6]);
    const report = await verify(tenantId, left ? [left] : []);
    expect(report).toMatchObject({ events: 3, findings: [], verified: { seq: 6 } });
    await pruneAudit(30, new Date());
    expect(await placesOf(tenantId)).toEqual([5, 6, 7]);
    expect(await verify(tenantId)).toMatchObject({ findings: [], verified: { seq: 7 } });
    await pruneAudit(30, new Date());
    expect(await placesOf(tenantId)).toEqual([5, 6, 7]);
  });

  it('keeps the last event, however old, and all of what does not verify', async () => {
    const alone = await aged([100, 90]);
    await pruneAudit(30, new Date(Date.now()));
    expect(await placesOf(alone)).toEqual([2, 3]);
    const edited = await aged([100, 90, 1]);
    await attack([`update "AuditEvent" set "outcome" = 'failed' where "tenantId" = $1 and "seq" = 1`], edited);
    await pruneAudit(30, new Date());
    expect(await placesOf(edited)).toEqual([1, 2, 3]);
  });

  it('lets nobody remove by a segment that the portal has not signed', async () => {
    const { tenantId, left } = await written();
    const { prisma } = await database();
    const { seq: lastSeq, hash, keyId, mac } = left;
    const dates = { firstAt: new Date(), lastAt: new Date() };
    await prisma.auditSegment.create({
      data: { tenantId, firstSeq: 1, lastSeq, hashBefore: '0'.repeat(64), hash, keyId, mac, ...dates },
    });
    await prisma.auditEvent.deleteMany({ where: { tenantId, seq: { lte: lastSeq } } });
    expect((await verify(tenantId)).findings).toEqual([{ kind: 'segment', seq: lastSeq }]);
  });
});
