import type { Key } from '@/lib/seal/derive-key';
import {
  type ChainedEvent,
  type ChainHead,
  type ChainPosition,
  type ChainSegment,
  FIRST_HASH,
  hashEvent,
  judgeHead,
  judgeSegment,
  type SignatureVerdict,
} from './chain-link';

/** A row of the table; one that an attacker or an earlier release put there may have no place in the chain. */
export type StoredEvent = Omit<ChainedEvent, 'seq' | 'hash'> & {
  readonly seq: number | null;
  readonly hash: string | null;
};

/**
 * What is wrong with a chain.
 * edited: the event is not the one that was written, or not in its place. missing: events up to `to` are gone.
 * outside: a row without a place. order: an export whose lines are not in their order. cut: the end is gone, by the word of a
 * head that had left the machine. rewritten: another event stands where such a head saw one. deleted: nothing is left of it.
 * head: the head is not signed with the portal's key, or is not the last event's. segment: what retention removed is not
 * signed, or does not fit. alarm: the portal itself found the end changed and went on from there.
 */
export type FindingKind =
  'edited' | 'missing' | 'outside' | 'order' | 'cut' | 'rewritten' | 'deleted' | 'head' | 'segment' | 'alarm';

export type Finding = { readonly kind: FindingKind; readonly seq: number; readonly to?: number };

export type ChainReport = {
  readonly tenantId: string;
  readonly events: number;
  /** The last event that nothing is wrong with, nor with any before it. */
  readonly verified: { readonly seq: number; readonly at: Date } | null;
  readonly findings: readonly Finding[];
  /** Heads and segments whose key is not at hand: their signature was not checked. */
  readonly unsignedBy: readonly string[];
};

export type Chain = {
  readonly tenantId: string;
  /** By seq; those without one last. */
  readonly events: AsyncIterable<StoredEvent>;
  readonly head: ChainHead | null;
  readonly segments: readonly ChainSegment[];
  /** Heads that have left the machine: lines of its log. */
  readonly heads: readonly ChainHead[];
  /** Where an earlier look ended well; the events are those after it. */
  readonly from?: ChainPosition;
};

/** More would be no news. */
const MOST_FINDINGS = 1_000;

/** Finds what is wrong with a tenant's chain. It holds no more than one event in memory. */
export async function verifyChain(chain: Chain, keys: readonly Key[]): Promise<ChainReport> {
  const walk = new ChainWalk(chain, keys);
  for await (const event of chain.events) walk.take(event);
  return walk.end();
}

class ChainWalk {
  readonly #chain: Chain;
  readonly #findings: Finding[] = [];
  readonly #unsignedBy = new Set<string>();
  readonly #heads: readonly ChainHead[];
  readonly #hashes: ReadonlyMap<number, readonly ChainHead[]>;
  #last: ChainPosition | null = null;
  #verified: ChainReport['verified'] = null;
  #events = 0;
  #broken = false;

  constructor(chain: Chain, keys: readonly Key[]) {
    this.#chain = chain;
    this.#last = chain.from ?? null;
    // A line that somebody else put into the log proves nothing.
    this.#heads = chain.heads.filter((head) => this.#isSigned(head, judgeHead(keys, head), 'head'));
    this.#hashes = Map.groupBy(this.#heads, ({ seq }) => seq);
    if (chain.head) this.#isSigned(chain.head, judgeHead(keys, chain.head), 'head');
    for (const segment of chain.segments) this.#isSigned(segment, judgeSegment(keys, segment), 'segment');
  }

  #isSigned({ seq, keyId }: ChainHead, verdict: SignatureVerdict, kind: FindingKind): boolean {
    if (verdict === 'unknownKey') this.#unsignedBy.add(keyId);
    if (verdict === 'forged') this.#findings.push({ kind, seq });
    return verdict !== 'forged';
  }

  take(event: StoredEvent): void {
    this.#events += 1;
    const { seq, hash } = event;
    if (seq === null || hash === null) {
      this.#find({ kind: 'outside', seq: 0 });
      return;
    }
    const before = this.#last ?? this.#beginning(seq);
    if (this.#last && seq <= this.#last.seq) {
      this.#find({ kind: 'order', seq });
      return;
    }
    this.#last = { tenantId: this.#chain.tenantId, seq, hash };
    if (seq > before.seq + 1) this.#find({ kind: 'missing', seq: before.seq + 1, to: seq - 1 });
    else if (hashEvent(before.hash, { ...event, seq }) !== hash) this.#find({ kind: 'edited', seq });
    if (event.tenantId !== this.#chain.tenantId) this.#find({ kind: 'edited', seq });
    if (event.action === 'audit-alarm') this.#find({ kind: 'alarm', seq });
    if (this.#hashes.get(seq)?.some((head) => head.hash !== hash)) this.#find({ kind: 'rewritten', seq });
    if (!this.#broken) this.#verified = { seq, at: event.at };
  }

  end(): ChainReport {
    const { tenantId, head, segments } = this.#chain;
    const last = this.#last ?? this.#sealed();
    const furthest = this.#heads.reduce((most, { seq }) => Math.max(most, seq), 0);
    if (furthest > 0 && !this.#last && !head) this.#find({ kind: 'deleted', seq: 1, to: furthest });
    else if (furthest > last.seq) this.#find({ kind: 'cut', seq: last.seq + 1, to: furthest });
    this.#judgeHead(head, last);
    for (const segment of segments) if (!this.#fits(segment)) this.#find({ kind: 'segment', seq: segment.seq });
    const findings = this.#findings.toSorted((one, other) => one.seq - other.seq);
    return { tenantId, events: this.#events, verified: this.#verified, findings, unsignedBy: [...this.#unsignedBy] };
  }

  #find(finding: Finding): void {
    this.#broken = true;
    if (this.#findings.length < MOST_FINDINGS) this.#findings.push(finding);
  }

  /** What the first event that is there follows: nothing, or what retention has sealed. */
  #beginning(seq: number): ChainPosition {
    const { tenantId, segments } = this.#chain;
    const sealed = segments.find((segment) => segment.seq === seq - 1);
    return sealed ?? { tenantId, seq: 0, hash: FIRST_HASH };
  }

  #sealed(): ChainPosition {
    const [last] = this.#chain.segments.toSorted((one, other) => other.seq - one.seq);
    return last ?? { tenantId: this.#chain.tenantId, seq: 0, hash: FIRST_HASH };
  }

  /** The head is what a cut end and a last event that was added without the portal are known by. */
  #judgeHead(head: ChainHead | null, last: ChainPosition): void {
    if (!head) {
      if (this.#last) this.#find({ kind: 'head', seq: last.seq });
    } else if (head.seq > last.seq) {
      const gone = this.#findings.some(({ kind, to }) => kind === 'cut' && to !== undefined && to >= head.seq);
      if (!gone) this.#find({ kind: 'missing', seq: last.seq + 1, to: head.seq });
    } else if (head.seq !== last.seq || head.hash !== last.hash) {
      this.#find({ kind: 'head', seq: last.seq });
    }
  }

  #fits({ firstSeq, hashBefore }: ChainSegment): boolean {
    if (firstSeq === 1) return hashBefore === FIRST_HASH;
    return this.#chain.segments.some(({ seq, hash }) => seq === firstSeq - 1 && hash === hashBefore);
  }
}
