import 'server-only';
import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import { storedEventSchema } from '@/lib/audit/chain-rows';
import { cutPage, type KeysetPage, PAGE_SIZE } from '@/lib/paging/keyset-page';
import { historyKinds, type HistoryView } from './history-input';

export type HistoryReader = {
  readonly tenantId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

const rowSchema = storedEventSchema.extend({
  seq: z.number(),
  /** Of a connector that is still known. */
  connectorName: z.string().nullable(),
});

/** One entry of the log, and the name that its connector has now. */
export type HistoryRow = z.infer<typeof rowSchema>;

const DAY_MS = 86_400_000;

export const historyStore = {
  /** One page of a tenant's log, the newest first, found and put in order by the database. */
  async findPage(reader: HistoryReader, view: HistoryView): Promise<KeysetPage<HistoryRow>> {
    const db = await prisma();
    const found = z.array(rowSchema).parse(await db.$queryRaw(selectHistory(reader, view)));
    return cutPage(found, view.turn, ({ seq }) => [seq]);
  },
};

/** Reads a page and one entry beyond it. What was begun is left out once its end stands in the log. */
export function selectHistory({ tenantId, now }: HistoryReader, view: HistoryView): Prisma.Sql {
  const backwards = view.turn?.way === 'before';
  const direction = Prisma.raw(backwards ? 'asc' : 'desc');
  const conditions = [
    Prisma.sql`event."tenantId" = ${tenantId}`,
    Prisma.sql`event."seq" is not null`,
    Prisma.sql`(event."outcome" <> 'begun' or not exists (
      select 1 from "AuditEvent" ending where ending."attemptId" = event."attemptId"
        and ending."tenantId" = event."tenantId" and ending."outcome" <> 'begun'))`,
    ...filters(view, now),
    ...(view.turn ? [Prisma.sql`event."seq" ${Prisma.raw(backwards ? '>' : '<')} ${view.turn.position[0]}::int`] : []),
  ];
  return Prisma.sql`
    select ${shown}, connector."name" as "connectorName"
    from "AuditEvent" event left join "Connector" connector
      on connector."tenantId" = event."tenantId" and connector."id" = coalesce(event."connectorId", event."target")
    where ${Prisma.join(conditions, ' and ')} order by event."seq" ${direction} limit ${PAGE_SIZE + 1}`;
}

/** A date without a zone is UTC here; told so, every driver reads it alike. */
const shown = Prisma.raw(
  [
    `to_char(event."at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at"`,
    ...[
      ...(['id', 'tenantId', 'seq', 'hash', 'personId', 'personUpn', 'action', 'outcome', 'target'] as const),
      ...(['connectorId', 'attemptId', 'requestId', 'detail'] as const),
    ].map((column) => `event."${column}"`),
  ].join(', '),
);

function filters({ connectorId, person, search, kind, outcome, period }: HistoryView, now: number): Prisma.Sql[] {
  const since = period && new Date(now - Number(period) * DAY_MS).toISOString();
  return [
    kind === null
      ? Prisma.sql`event."action" <> 'connector-step'`
      : Prisma.sql`event."action" in (${Prisma.join([...historyKinds[kind]])})`,
    ...(connectorId ? [Prisma.sql`${connectorId} in (event."connectorId", event."target")`] : []),
    // No wildcard of what was typed is one.
    ...(person ? [Prisma.sql`position(lower(${person}) in lower(event."personUpn")) > 0`] : []),
    ...(search ? [isAbout(search)] : []),
    ...(outcome ? [Prisma.sql`event."outcome" = ${outcome}`] : []),
    ...(since ? [Prisma.sql`event."at" >= cast(${since} as timestamp)`] : []),
  ];
}

function isAbout(search: string): Prisma.Sql {
  return Prisma.sql`(connector."searchWords" @@ "connector_search"(${search}) or ${search} in (
    event."target", event."connectorId", event."requestId", event."attemptId", event."detail"->>'appId'))`;
}
