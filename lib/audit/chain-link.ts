import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Key } from '@/lib/seal/derive-key';
import type { AuditDetail } from './audit';

/** An event as the chain holds it. Words of another release are read as they are. */
export type ChainedEvent = {
  readonly id: string;
  readonly tenantId: string;
  /** 1, 2, 3 … in the order in which the tenant's events were written. */
  readonly seq: number;
  readonly at: Date;
  readonly personId: string | null;
  readonly personUpn: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly target: string | null;
  readonly connectorId: string | null;
  readonly attemptId: string | null;
  readonly requestId: string;
  readonly detail: AuditDetail | null;
  /** Of the event before it and of all of the above, in hexadecimal digits. */
  readonly hash: string;
};

/** Where a tenant's chain ends. */
export type ChainPosition = { readonly tenantId: string; readonly seq: number; readonly hash: string };

/** Where it ends, by the word of whoever holds the portal's audit key. */
export type ChainHead = ChainPosition & { readonly keyId: string; readonly mac: string };

/** What stands before the first event. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * SHA-256 of the hash before and the event, as JSON of a list in a fixed order, the detail sorted by name: whoever has the
 * rows can compute it again without this program.
 */
export function hashEvent(before: string, event: Omit<ChainedEvent, 'hash'>): string {
  const { tenantId, seq, id, at, personId, personUpn, action, outcome } = event;
  const { target, connectorId, attemptId, requestId, detail } = event;
  const who = [tenantId, seq, id, at.toISOString(), personId, personUpn];
  const what = [action, outcome, target, connectorId, attemptId, requestId, sortedDetail(detail)];
  const text = JSON.stringify(['siem-connect audit v1', before, ...who, ...what]);
  return createHash('sha256').update(text).digest('hex');
}

/** A database keeps the members of an object in an order of its own. */
function sortedDetail(detail: AuditDetail | null): readonly (readonly [string, AuditDetail[string]])[] | null {
  return detail && Object.entries(detail).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What retention removed from the beginning of a chain: the events from firstSeq to seq, the last of which had the hash. */
export type ChainSegment = ChainHead & { readonly firstSeq: number; readonly hashBefore: string };

/** @returns the position with a signature (HMAC-SHA-256) that nobody makes without the key */
export function signHead(key: Key, { tenantId, seq, hash }: ChainPosition): ChainHead {
  return { tenantId, seq, hash, keyId: key.id, mac: macOf(key, headText({ tenantId, seq, hash })) };
}

export function signSegment(key: Key, segment: Omit<ChainSegment, 'keyId' | 'mac'>): ChainSegment {
  return { ...segment, keyId: key.id, mac: macOf(key, segmentText(segment)) };
}

/** unknownKey: signed with a key that is not at hand, such as one of a secret that was rotated out. */
export type SignatureVerdict = 'sound' | 'unknownKey' | 'forged';

export function judgeHead(keys: readonly Key[], head: ChainHead): SignatureVerdict {
  return judge(keys, head, headText(head));
}

/** A head is no segment: one of earlier must not become the leave to remove everything before it. */
export function judgeSegment(keys: readonly Key[], segment: ChainSegment): SignatureVerdict {
  return judge(keys, segment, segmentText(segment));
}

function headText({ tenantId, seq, hash }: ChainPosition): string {
  return JSON.stringify(['siem-connect audit head v1', tenantId, seq, hash]);
}

function segmentText({ tenantId, firstSeq, hashBefore, seq, hash }: Omit<ChainSegment, 'keyId' | 'mac'>): string {
  return JSON.stringify(['siem-connect audit segment v1', tenantId, firstSeq, hashBefore, seq, hash]);
}

type Signature = Pick<ChainHead, 'keyId' | 'mac'>;

function judge(keys: readonly Key[], { keyId, mac }: Signature, text: string): SignatureVerdict {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return 'unknownKey';
  const [expected, given] = [Buffer.from(macOf(key, text)), Buffer.from(mac)];
  return expected.length === given.length && timingSafeEqual(expected, given) ? 'sound' : 'forged';
}

function macOf({ bytes }: Key, text: string): string {
  return createHmac('sha256', bytes).update(text).digest('base64url');
}
