import { randomUUID } from 'node:crypto';
import { deriveKeyRing } from '@/lib/seal/derive-key';
import { type ChainTable, createAppendQueue } from '../append-queue';
import type { AuditEvent } from '../audit';
import { type ChainedEvent, type ChainHead, FIRST_HASH, signHead } from '../chain-link';
import type { Chain, StoredEvent } from '../verify-chain';

export const sampleSecret = 'a secret of the audit log, long enough';
export const sampleKeys = deriveKeyRing([sampleSecret, 'the one before it, long enough'], 'audit');

export function sampleEvent(given: Partial<AuditEvent> = {}): AuditEvent {
  return {
    ...{ tenantId: 'contoso', personId: randomUUID(), personUpn: 'pat@contoso.example', requestId: randomUUID() },
    ...{
      action: 'secret-create',
      outcome: 'done',
      target: 'connector',
      detail: { cause: null, days: 180, again: true },
    },
    ...given,
  };
}

/** A table in memory that anybody can write to. */
export type MemoryTable = ChainTable & { rows: ChainedEvent[]; head: ChainHead | null };

export function memoryTable(): MemoryTable {
  const table: MemoryTable = {
    rows: [],
    head: null,
    readEnd(tenantId) {
      table.head ??= signHead(sampleKeys.current, { tenantId, seq: 0, hash: FIRST_HASH });
      return Promise.resolve({ head: table.head, last: table.rows.at(-1) ?? null });
    },
    write(events, { from, to }) {
      if (table.head?.seq !== from.seq || table.head.hash !== from.hash) return Promise.resolve(false);
      table.head = to;
      table.rows.push(...events);
      return Promise.resolve(true);
    },
  };
  return table;
}

/** A portal that appends to the table, and hears of nothing but alarms. */
export function memoryPortal(table: ChainTable, keys = sampleKeys) {
  const alarms: unknown[] = [];
  const append = createAppendQueue({ table, keys, now: Date.now, onAlarm: (alarm) => alarms.push(alarm) });
  return { append, alarms };
}

/** What a verifier is given. */
export function chainOf(rows: readonly StoredEvent[], given: Partial<Chain> = {}): Chain {
  return { tenantId: 'contoso', events: iterate(rows), head: null, segments: [], heads: [], ...given };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what a database gives page by page
async function* iterate(rows: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  yield* rows;
}
