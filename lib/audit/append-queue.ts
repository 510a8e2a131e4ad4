import { randomUUID } from 'node:crypto';
import type { KeyRing } from '@/lib/seal/derive-key';
import type { AuditEvent } from './audit';
import { type ChainedEvent, type ChainHead, type ChainPosition, hashEvent, judgeHead, signHead } from './chain-link';

/** What the database holds of a chain's end. */
export type StoredEnd = {
  readonly head: ChainHead;
  /** Of the newest row; null where there is none. */
  readonly last: ChainPosition | null;
};

/** The table, as the queue needs it. */
export type ChainTable = {
  /** Makes a head that stands before the first event where there is none. */
  readonly readEnd: (tenantId: string) => Promise<StoredEnd>;
  /** @returns false when the chain does not end where the queue believed; nothing is written then */
  readonly write: (
    events: readonly ChainedEvent[],
    heads: { readonly from: ChainPosition; readonly to: ChainHead },
  ) => Promise<boolean>;
};

export type AppendDependencies = {
  readonly table: ChainTable;
  readonly keys: KeyRing;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when the chain's end is not what this portal left. */
  readonly onAlarm: (alarm: AlarmDetail) => void;
};

export type AlarmDetail = { readonly reason: 'forged' | 'behind' | 'unknownKey'; readonly seq: number };

/** So many at most by one statement. */
const LARGEST_BATCH = 200;
/** Each lost race means that another process has written. */
const MOST_TRIES = 100;
const LONGEST_PAUSE_MS = 8;

type Waiting = {
  readonly event: AuditEvent;
  readonly at: Date;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

type Tail = {
  /** What this process believes the chain to end with; null when it has to look. */
  head: ChainHead | null;
  /** The furthest that it has seen itself. */
  seen: ChainPosition | null;
  readonly waiting: Waiting[];
  running: boolean;
};

/**
 * Appends events to the chains of their tenants, in the order in which they come; what comes while a statement runs is
 * written by the next one, all at once. No lock is held: a statement writes only if the chain still ends where it was
 * believed to, so that several processes cannot fork it.
 *
 * @returns resolves when the event stands in the table; rejects when it does not, or when that is not known
 */
export function createAppendQueue(dependencies: AppendDependencies): (event: AuditEvent) => Promise<void> {
  const tails = new Map<string, Tail>();
  return (event) =>
    new Promise((done, failed) => {
      const tail = tails.get(event.tenantId) ?? { head: null, seen: null, waiting: [], running: false };
      tails.set(event.tenantId, tail);
      tail.waiting.push({ event, at: new Date(dependencies.now()), done, failed });
      if (!tail.running) void drain(dependencies, tail, event.tenantId);
    });
}

async function drain(dependencies: AppendDependencies, tail: Tail, tenantId: string): Promise<void> {
  tail.running = true;
  while (tail.waiting.length > 0) {
    const batch = tail.waiting.splice(0, LARGEST_BATCH);
    try {
      await append(dependencies, tail, { tenantId, batch });
      for (const { done } of batch) done();
    } catch (error) {
      tail.head = null;
      for (const { failed } of batch) failed(error);
    }
  }
  tail.running = false;
}

type Batch = { readonly tenantId: string; readonly batch: readonly Waiting[] };

async function append(dependencies: AppendDependencies, tail: Tail, { tenantId, batch }: Batch): Promise<void> {
  const { table, keys } = dependencies;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const end = tail.head
      ? { from: tail.head, base: tail.head, alarm: null }
      : await findEnd(dependencies, tail, tenantId);
    const alarms = end.alarm ? [alarmEvent(tenantId, end.alarm)] : [];
    const events = link(end.base, [...alarms.map((event) => ({ event, at: new Date(dependencies.now()) })), ...batch]);
    const to = signHead(keys.current, events.at(-1) ?? end.base);
    if (await table.write(events, { from: end.from, to })) {
      if (end.alarm) dependencies.onAlarm(end.alarm);
      tail.head = to;
      tail.seen = to;
      return;
    }
    tail.head = null;
    await pause();
  }
  throw new Error('The audit log could not be written: its end kept moving.');
}

type End = {
  /** As the database has it: what a write is allowed to go on from. */
  readonly from: ChainPosition;
  /** What the next event is linked to. */
  readonly base: ChainPosition;
  readonly alarm: AlarmDetail | null;
};

/**
 * A head that somebody else made would become this portal's own by what is appended to it. It is gone on from all the same,
 * since a log that stops is what an attacker would like, but the first thing appended says that it was found so.
 */
async function findEnd({ table, keys }: AppendDependencies, tail: Tail, tenantId: string): Promise<End> {
  const { head, last } = await table.readEnd(tenantId);
  const base = last && last.seq > head.seq ? last : head;
  const verdict = judgeHead(keys.all, head);
  const behind = base !== head || (tail.seen !== null && isBehind(head, tail.seen));
  const reason = behind ? ('behind' as const) : verdict === 'sound' ? null : verdict;
  return { from: head, base, alarm: reason && { reason, seq: base.seq } };
}

function isBehind(head: ChainPosition, seen: ChainPosition): boolean {
  return head.seq < seen.seq || (head.seq === seen.seq && head.hash !== seen.hash);
}

function alarmEvent(tenantId: string, { reason, seq }: AlarmDetail): AuditEvent {
  const detail = { reason, seq };
  const nobody = { tenantId, personId: null, personUpn: null, requestId: 'portal' };
  return { ...nobody, action: 'audit-alarm', outcome: 'failed', detail };
}

function link(base: ChainPosition, given: readonly Pick<Waiting, 'event' | 'at'>[]): readonly ChainedEvent[] {
  const events: ChainedEvent[] = [];
  let { seq, hash } = base;
  for (const { event, at } of given) {
    seq += 1;
    const { tenantId, personId, personUpn, action, outcome, requestId } = event;
    const { target = null, connectorId = null, attemptId = null, detail = null } = event;
    const linked = { id: randomUUID(), tenantId, seq, at, personId, personUpn, action, outcome, requestId };
    const whole = { ...linked, target, connectorId, attemptId, detail };
    hash = hashEvent(hash, whole);
    events.push({ ...whole, hash });
  }
  return events;
}

/** Of a length by chance, so that two processes do not keep meeting. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));
}
