import 'server-only';
import { z } from 'zod';
import { prisma } from '@/lib/db/prisma-client';
import { log } from '@/lib/log';
import { portalKeys } from '@/lib/seal/portal-keys';
import { type AppendDependencies, type ChainTable, createAppendQueue, type StoredEnd } from './append-queue';
import type { AuditEvent, AuditLog } from './audit';
import { boundEvent } from './bound-event';
import { type ChainedEvent, type ChainHead, FIRST_HASH, signHead } from './chain-link';
import { createRefusalTally, type RefusalTally } from './refusal-tally';

const READ_END = `
  select head."seq", head."hash", head."keyId", head."mac", last."seq" as "lastSeq", last."hash" as "lastHash"
  from "AuditHead" head left join lateral (
    select "seq", "hash" from "AuditEvent" event
    where event."tenantId" = head."tenantId" and "seq" is not null order by "seq" desc limit 1
  ) last on true
  where head."tenantId" = $1`;

const endSchema = z.array(
  z.object({
    ...{ seq: z.number(), hash: z.string(), keyId: z.string(), mac: z.string() },
    ...{ lastSeq: z.number().nullable(), lastHash: z.string().nullable() },
  }),
);

const BEGIN_CHAIN = `
  insert into "AuditHead" ("tenantId", "seq", "hash", "keyId", "mac") values ($1, $2::int, $3, $4, $5)
  on conflict do nothing`;

/** One statement, with one flush to the disk. */
const APPEND = 'select "audit_append"($1, $2::int, $3, $4::int, $5, $6, $7, $8::json) as "appended"';

const appendedSchema = z.array(z.object({ appended: z.boolean() }));

export const chainTable = {
  /** Writes the head of a chain that has none. */
  async begin({ tenantId, seq, hash, keyId, mac }: ChainHead): Promise<void> {
    const db = await prisma();
    await db.$executeRawUnsafe(BEGIN_CHAIN, tenantId, seq, hash, keyId, mac);
  },

  async readEnd(tenantId: string): Promise<StoredEnd> {
    const found = await findEnd(tenantId);
    if (found) return found;
    await chainTable.begin(signHead(portalKeys('audit').current, { tenantId, seq: 0, hash: FIRST_HASH }));
    const begun = await findEnd(tenantId);
    if (!begun) throw new Error('The audit log has no head.');
    return begun;
  },

  async write(events: readonly ChainedEvent[], { from, to }: Parameters<ChainTable['write']>[1]): Promise<boolean> {
    const db = await prisma();
    const head = [from.tenantId, from.seq, from.hash, to.seq, to.hash, to.keyId, to.mac];
    const rows = appendedSchema.parse(await db.$queryRawUnsafe(APPEND, ...head, JSON.stringify(events)));
    return rows.every(({ appended }) => appended);
  },
} satisfies ChainTable & Record<'begin', unknown>;

async function findEnd(tenantId: string): Promise<StoredEnd | null> {
  const db = await prisma();
  const [row] = endSchema.parse(await db.$queryRawUnsafe(READ_END, tenantId));
  if (!row) return null;
  const { seq, hash, keyId, mac, lastSeq, lastHash } = row;
  const last = lastSeq === null || lastHash === null ? null : { tenantId, seq: lastSeq, hash: lastHash };
  return { head: { tenantId, seq, hash, keyId, mac }, last };
}

const onAlarm: AppendDependencies['onAlarm'] = (alarm) => {
  log().error({ auditAlarm: alarm }, 'the audit log did not end where this portal had left it');
};

type Writers = { readonly append: (event: AuditEvent) => Promise<void>; readonly refusals: RefusalTally };

// Next may load this file more than once in one process, and the chain has one end.
declare global {
  var siemConnectAuditWriters: Writers | undefined;
}

function writers(): Writers {
  globalThis.siemConnectAuditWriters ??= createWriters();
  return globalThis.siemConnectAuditWriters;
}

function createWriters(): Writers {
  const append = createAppendQueue({ table: chainTable, keys: portalKeys('audit'), now: Date.now, onAlarm });
  const write = (event: AuditEvent) => {
    // The log line comes first: it is what remains when the database is what failed.
    log().info({ audit: event }, 'audit');
    return append(event);
  };
  const onError = (error: unknown) => {
    log().warn({ err: error instanceof Error ? error.name : 'unknown' }, 'counted refusals could not be written');
  };
  return { append: write, refusals: createRefusalTally({ write, now: Date.now, onError }) };
}

export const auditStore: AuditLog = {
  record(event) {
    const bounded = boundEvent(event);
    const { append, refusals } = writers();
    // The end of what was begun is written in any case.
    const isCounted = event.outcome === 'refused' && event.attemptId === undefined;
    return isCounted ? refusals.record(bounded) : append(bounded);
  },
};

/** Writes the refusals that are still being counted: before the process ends. */
export function writeCountedRefusals(): Promise<void> {
  return writers().refusals.flush('all');
}
