import 'server-only';
import { z } from 'zod';
import { prisma } from '@/lib/db/prisma-client';
import { log } from '@/lib/log';
import { portalKeys } from '@/lib/seal/portal-keys';
import { auditStore } from './audit-store';
import { type ChainSegment, FIRST_HASH, signSegment } from './chain-link';
import { portalQuery, readChain, readEnds, readSegments } from './chain-reader-store';
import { verifyChain } from './verify-chain';

const DAY_MS = 86_400_000;

/** The last event may be old; it stays, so that the chain has an end. */
const LAST_TO_GO = `
  select "seq", "hash", "at" from "AuditEvent" where "tenantId" = $1 and "seq" < coalesce(
    (select min("seq") from "AuditEvent" where "tenantId" = $1 and "at" >= $2::timestamp),
    (select max("seq") from "AuditEvent" where "tenantId" = $1)
  ) order by "seq" desc limit 1`;

const FIRST = `select "seq", "hash", "at" from "AuditEvent" where "tenantId" = $1 and "seq" is not null order by "seq" limit 1`;

const rowsSchema = z.array(z.object({ seq: z.number(), hash: z.string(), at: z.date() }));

/**
 * Removes events that are older than so many days. What goes is verified first, sealed as a segment with the hash of its
 * last event, and told as an event of its own; what does not verify stays.
 *
 * @returns how many events
 */
export async function pruneAudit(days: number, now: Date): Promise<number> {
  let count = 0;
  for (const { tenantId } of await readEnds(portalQuery)) {
    count += await pruneChain(tenantId, new Date(now.getTime() - days * DAY_MS));
  }
  return count;
}

async function pruneChain(tenantId: string, before: Date): Promise<number> {
  const [last] = rowsSchema.parse(await portalQuery(LAST_TO_GO, tenantId, before.toISOString()));
  const [first] = rowsSchema.parse(await portalQuery(FIRST, tenantId));
  if (!last || !first) return 0;
  const segments = (await readSegments(portalQuery)).filter((segment) => segment.tenantId === tenantId);
  const hashBefore = segments.find(({ seq }) => seq === first.seq - 1)?.hash ?? FIRST_HASH;
  const place = { tenantId, firstSeq: first.seq, hashBefore, seq: last.seq, hash: last.hash };
  if (!segments.some(({ seq }) => seq === last.seq) && !(await seal(place, segments, { first, last }))) return 0;
  const db = await prisma();
  const { count } = await db.auditEvent.deleteMany({ where: { tenantId, seq: { lte: last.seq } } });
  return count;
}

type Dates = { readonly first: { readonly at: Date }; readonly last: { readonly at: Date } };

/** @returns whether it may go */
async function seal(
  place: Omit<ChainSegment, 'keyId' | 'mac'>,
  segments: readonly ChainSegment[],
  { first, last }: Dates,
): Promise<boolean> {
  const { tenantId, firstSeq, seq, hash, hashBefore } = place;
  const events = readChain(portalQuery, { tenantId, upTo: seq });
  const { current, all } = portalKeys('audit');
  const report = await verifyChain({ tenantId, events, head: null, segments, heads: [] }, all);
  // Without a head of its own, a part has none to be held against.
  const findings = report.findings.filter(({ kind }) => kind !== 'head');
  if (findings.length > 0) {
    log().error({ tenantId, findings: findings.slice(0, 10) }, 'audit events were kept: they do not verify');
    return false;
  }
  const db = await prisma();
  const { keyId, mac } = signSegment(current, place);
  const row = { tenantId, firstSeq, lastSeq: seq, hashBefore, hash, firstAt: first.at, lastAt: last.at, keyId, mac };
  const { count } = await db.auditSegment.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return false;
  const detail = { firstSeq, lastSeq: seq, hash, until: last.at.toISOString() };
  const nobody = { tenantId, personId: null, personUpn: null, requestId: 'portal' };
  await auditStore.record({ ...nobody, action: 'audit-prune', outcome: 'done', detail });
  return true;
}
