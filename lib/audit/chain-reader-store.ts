import 'server-only';
import { z } from 'zod';
import { prisma } from '@/lib/db/prisma-client';
import type { ChainHead, ChainSegment } from './chain-link';
import { headSchema, segmentSchema, storedEventSchema } from './chain-rows';
import type { StoredEvent } from './verify-chain';

/** Asks the database that holds the log: the portal's client, or a command's own connection. */
export type AuditQuery = (sql: string, ...values: readonly unknown[]) => Promise<unknown>;

const PAGE = 1_000;
const BEFORE_ALL = -2_147_483_648;

const eventsSchema = z.array(storedEventSchema);
const endsSchema = z.array(
  headSchema.extend({
    ...{ seq: z.number().nullable(), hash: z.string().nullable(), keyId: z.string().nullable() },
    ...{ mac: z.string().nullable(), lastSeq: z.number() },
  }),
);

/** A date without a zone is UTC here; told so, every driver reads it alike. */
const EVENTS = `
  select "id", "tenantId", to_char("at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", "seq", "hash", "personId", "personUpn",
    "action", "outcome", "target", "connectorId", "attemptId", "requestId", "detail"
  from "AuditEvent" where "tenantId" = $1`;

/** Which part of a chain: events after one place, up to another. */
export type ChainPart = { readonly tenantId: string; readonly after?: number; readonly upTo: number };

/** Those events by their place, page by page; last what has none. */
export async function* readChain(
  query: AuditQuery,
  { tenantId, after = BEFORE_ALL, upTo }: ChainPart,
): AsyncGenerator<StoredEvent> {
  const sql = `${EVENTS} and "seq" > $2::int and "seq" <= $3::int order by "seq" limit ${String(PAGE)}`;
  for (let last: number | undefined = after; last !== undefined;) {
    const page = eventsSchema.parse(await query(sql, tenantId, last, upTo));
    yield* page;
    last = page.length < PAGE ? undefined : (page.at(-1)?.seq ?? undefined);
  }
  yield* eventsSchema.parse(await query(`${EVENTS} and "seq" is null order by "id" limit 1000`, tenantId));
}

/** Where a chain ends: by its head, and by its rows. */
export type ChainEnd = { readonly tenantId: string; readonly head: ChainHead | null; readonly lastSeq: number };

/** Of every tenant that has a head or an event, as they stand at one moment. */
export async function readEnds(query: AuditQuery): Promise<readonly ChainEnd[]> {
  const rows = endsSchema.parse(
    await query(`
      select coalesce(head."tenantId", event."tenantId") as "tenantId", head."seq", head."hash", head."keyId", head."mac",
        coalesce(event."lastSeq", 0) as "lastSeq"
      from "AuditHead" head full join (
        select "tenantId", max("seq") as "lastSeq" from "AuditEvent" group by "tenantId"
      ) event on event."tenantId" = head."tenantId" order by 1`),
  );
  return rows.map(({ lastSeq, tenantId, ...row }) => {
    const head = headSchema.safeParse({ tenantId, ...row }).data ?? null;
    return { tenantId, head, lastSeq };
  });
}

export async function readSegments(query: AuditQuery): Promise<readonly ChainSegment[]> {
  const sql = `select "tenantId", "firstSeq", "lastSeq" as "seq", "hashBefore", "hash", "keyId", "mac"
    from "AuditSegment" order by "tenantId", "lastSeq"`;
  return z.array(segmentSchema).parse(await query(sql));
}

/** The portal's own database. */
export const portalQuery: AuditQuery = async (sql, ...values) => (await prisma()).$queryRawUnsafe(sql, ...values);
