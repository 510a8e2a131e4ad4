// Run by audit.ts: compare | write TENANT COUNT | verify TENANT
import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { reportLines } from '@/lib/audit/audit-report';
import { portalQuery, readChain, readEnds } from '@/lib/audit/chain-reader-store';
import { verifyChain } from '@/lib/audit/verify-chain';
import { closeDatabase, database } from '@/lib/db/database';
import { portalKeys } from '@/lib/seal/portal-keys';
import { compare } from './measure';

const AT_ONCE = 50;
const IN_TURN = 100;
const ROUNDS = 9;

const eventOf = (tenantId: string): AuditEvent => ({
  ...{ tenantId, personId: randomUUID(), personUpn: 'pat@contoso.example', requestId: randomUUID() },
  ...{ action: 'connector-step', outcome: 'done', target: randomUUID() },
  detail: { step: 'permission', cause: null, status: null },
});

const PLAIN = `
  insert into "PlainEvent" ("id", "at", "tenantId", "personId", "personUpn", "action", "outcome", "target", "connectorId",
    "requestId", "detail", "seq")
  values ($1, $2::timestamp, $3, $4, $5, $6, $7, $8, $8, $9, $10::jsonb, $11::int)`;

async function compareInserts(): Promise<void> {
  const { prisma } = await database();
  await prisma.$executeRawUnsafe('create table "PlainEvent" (like "AuditEvent" including indexes including defaults)');
  const tenantId = randomUUID();
  let seq = 0;
  const plain = async () => {
    const { personId, personUpn, action, outcome, target, requestId, detail } = eventOf(tenantId);
    seq += 1;
    const first = [randomUUID(), new Date().toISOString(), tenantId, personId, personUpn, action, outcome];
    await prisma.$executeRawUnsafe(PLAIN, ...first, target, requestId, JSON.stringify(detail), seq);
  };
  const chained = () => auditStore.record(eventOf(tenantId));
  const inTurn = (work: () => Promise<void>) => async () => {
    for (let count = 0; count < IN_TURN; count += 1) await work();
  };
  const atOnce = (work: () => Promise<void>) => () => Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const [how, many] of [
    [`${String(IN_TURN)} events, one after the other`, inTurn],
    [`${String(AT_ONCE)} events at once`, atOnce],
  ] as const) {
    await compare({
      what: how,
      baseline: { name: 'an insert into the same table', run: many(plain) },
      others: [{ name: 'an event in its chain', run: many(chained) }],
      rounds: ROUNDS,
    });
  }
}

async function write(tenantId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => auditStore.record(eventOf(tenantId))));
  }
}

async function verify(tenantId: string): Promise<void> {
  const end = (await readEnds(portalQuery)).find((each) => each.tenantId === tenantId);
  const head = end?.head ?? null;
  const events = readChain(portalQuery, { tenantId, upTo: end?.lastSeq ?? 0 });
  const began = performance.now();
  const report = await verifyChain({ tenantId, events, head, segments: [], heads: [] }, portalKeys('audit').all);
  console.log(reportLines(report).join('\n'));
  console.log(
    `Verified in ${((performance.now() - began) / 1_000).toFixed(1)} s; findings: ${String(report.findings.length)}`,
  );
}

const [what, tenantId = '', count = '0'] = process.argv.slice(2);
if (what === 'compare') await compareInserts();
else if (what === 'write') await write(tenantId, Number(count));
else await verify(tenantId);
await closeDatabase();
