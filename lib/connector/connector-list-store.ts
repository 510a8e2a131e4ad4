import 'server-only';
import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import { assertNever } from '@/lib/assert-never';
import { prisma } from '@/lib/db/prisma-client';
import { cutPage, type KeysetPage, PAGE_SIZE, type Position, type Turn } from '@/lib/paging/keyset-page';
import type { Connector } from './connector';
import type { ListSort, ListView } from './connector-list-input';
import { toConnector, whole } from './connector-store';
import { type ConnectorStatus, SOON_MS } from './connector-summary';

/** What the orders go by. The columns are kept by triggers of the database; each order has an index. */
const orders = {
  trouble: { columns: ['troubleRank', 'troubleAt', 'id'], types: ['int', 'timestamp', 'text'], newestFirst: false },
  name: { columns: ['sortName', 'id'], types: ['text', 'text'], newestFirst: false },
  created: { columns: ['createdAt', 'id'], types: ['timestamp', 'text'], newestFirst: true },
} as const;

export type ListReader = {
  readonly tenantId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

const idsSchema = z.array(z.object({ id: z.string() }));

export const connectorListStore = {
  /** One page of a tenant's connectors, found and put in order by the database. */
  async findPage({ tenantId, now }: ListReader, view: ListView): Promise<KeysetPage<Connector>> {
    const db = await prisma();
    const found = idsSchema.parse(await db.$queryRaw(selectIds({ tenantId, now }, view)));
    const rows = await db.connector.findMany({ where: { tenantId, id: { in: found.map(({ id }) => id) } }, ...whole });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const page = cutPage(
      found.flatMap(({ id }) => byId.get(id) ?? []),
      view.turn,
      (row) => positionIn(view.sort, row),
    );
    return { ...page, rows: page.rows.map(toConnector) };
  },

  /** Whether the tenant has any connector. */
  async hasAny(tenantId: string): Promise<boolean> {
    const db = await prisma();
    return (await db.connector.findFirst({ where: { tenantId }, select: { id: true } })) !== null;
  },
};

/** Finds the ids of a page and of one row beyond it. */
export function selectIds(
  { tenantId, now }: ListReader,
  { search, status, siemType, sort, turn }: ListView,
): Prisma.Sql {
  const { columns, newestFirst } = orders[sort];
  const backwards = turn?.way === 'before';
  const direction = Prisma.raw(newestFirst === backwards ? 'asc' : 'desc');
  const conditions = [
    Prisma.sql`"tenantId" = ${tenantId}`,
    ...(search ? [Prisma.sql`"searchWords" @@ "connector_search"(${search})`] : []),
    ...(status ? [hasStatus(status, now)] : []),
    ...(siemType ? [Prisma.sql`"siemType" = ${siemType}`] : []),
    ...(turn ? [isBeyond(sort, turn)] : []),
  ];
  const order = Prisma.join(columns.map((column) => Prisma.sql`${Prisma.raw(`"${column}"`)} ${direction}`));
  return Prisma.sql`select "id" from "Connector" where ${Prisma.join(conditions, ' and ')} order by ${order} limit ${PAGE_SIZE + 1}`;
}

/** As a row, which an index can begin at; one condition for each column would make it read what leads there. */
function isBeyond(sort: ListSort, { way, position }: Turn): Prisma.Sql {
  const { columns, types, newestFirst } = orders[sort];
  const names = Prisma.raw(columns.map((column) => `"${column}"`).join(', '));
  const values = types.map((type, index) => Prisma.sql`cast(${position[index]} as ${Prisma.raw(type)})`);
  const sign = Prisma.raw(newestFirst === (way === 'before') ? '>' : '<');
  return Prisma.sql`(${names}) ${sign} (${Prisma.join(values)})`;
}

/** As `summarise` judges it. */
function hasStatus(status: ConnectorStatus, now: number): Prisma.Sql {
  const [past, soon] = [timestamp(now), timestamp(now + SOON_MS)];
  switch (status) {
    case 'notWorking':
      return Prisma.sql`"troubleRank" = 0`;
    case 'removing':
      return Prisma.sql`"troubleRank" = 1`;
    case 'incomplete':
      return Prisma.sql`"troubleRank" = 2`;
    case 'expired':
      return Prisma.sql`"troubleRank" = 3 and "troubleAt" <= ${past}`;
    case 'expiresSoon':
      return Prisma.sql`"troubleRank" = 3 and "troubleAt" > ${past} and "troubleAt" <= ${soon}`;
    case 'healthy':
      return Prisma.sql`"troubleRank" = 3 and "troubleAt" > ${soon}`;
    default:
      return assertNever(status);
  }
}

/** The columns hold UTC without saying so. */
function timestamp(at: number): Prisma.Sql {
  return Prisma.sql`cast(${new Date(at).toISOString()} as timestamp)`;
}

type Ordered = {
  readonly id: string;
  readonly troubleRank: number;
  readonly troubleAt: Date;
  readonly sortName: string;
  readonly createdAt: Date;
};

function positionIn(sort: ListSort, { id, troubleRank, troubleAt, sortName, createdAt }: Ordered): Position {
  switch (sort) {
    case 'trouble':
      return [troubleRank, troubleAt.toISOString(), id];
    case 'name':
      return [sortName, id];
    case 'created':
      return [createdAt.toISOString(), id];
    default:
      return assertNever(sort);
  }
}
