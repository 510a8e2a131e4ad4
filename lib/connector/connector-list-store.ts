import 'server-only';
import {
  type Connector as Row,
  type ConnectorSecret as SecretRow,
  Prisma,
  type OperationStep as StepRow,
} from '@/generated/prisma/client';
import { assertNever } from '@/lib/assert-never';
import { prisma } from '@/lib/db/prisma-client';
import { cutPage, type KeysetPage, PAGE_SIZE, type Position, type Turn } from '@/lib/paging/keyset-page';
import type { Connector } from './connector';
import type { ListSort, ListStatus, ListView } from './connector-list-input';
import { toConnector } from './connector-store';
import { PROOF_HOLDS_MS, SOON_MS } from './connector-status';

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

export const connectorListStore = {
  /** One page of a tenant's connectors, found and put in order by the database. */
  async findPage({ tenantId, now }: ListReader, view: ListView): Promise<KeysetPage<Connector>> {
    const db = await prisma();
    const found = await db.$queryRaw<PageRow[]>(selectPage({ tenantId, now }, view));
    const page = cutPage(found, view.turn, (row) => positionIn(view.sort, row));
    return { ...page, rows: page.rows.map((row) => toConnector(readParts(row))) };
  },

  /** Whether the tenant has any connector. */
  async hasAny(tenantId: string): Promise<boolean> {
    const db = await prisma();
    return (await db.connector.findFirst({ where: { tenantId }, select: { id: true } })) !== null;
  },
};

/** Reads a page and one row beyond it, with all that belongs to each, in one statement. */
export function selectPage(
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
  return Prisma.sql`select ${shown} from "Connector" where ${Prisma.join(conditions, ' and ')} order by ${order} limit ${PAGE_SIZE + 1}`;
}

/** What stands in a table of its own comes as JSON: a query for each table would cost three times as much. */
const shown = Prisma.raw(
  [
    ...Object.values(Prisma.ConnectorScalarFieldEnum).map((column) => `"${column}"`),
    `${partsIn(Prisma.ModelName.ConnectorSecret)} as "secrets"`,
    `${partsIn(Prisma.ModelName.OperationStep)} as "steps"`,
  ].join(', '),
);

function partsIn(table: string): string {
  const ofRow = `"part"."connectorId" = "Connector"."id"`;
  return `(select coalesce(json_agg("part" order by "part"."id"), '[]') from "${table}" "part" where ${ofRow})`;
}

/** A row within JSON, which has no times. */
type InJson<Part> = { readonly [Field in keyof Part]: InJsonField<Part[Field]> };
type InJsonField<Field> = Field extends Date ? string : Field;

type PageRow = Row & { readonly secrets: readonly InJson<SecretRow>[]; readonly steps: readonly InJson<StepRow>[] };

function readParts({ secrets, steps, ...row }: PageRow): Parameters<typeof toConnector>[0] {
  return {
    ...row,
    secrets: secrets.map(({ createdAt, expiresAt, deliveredAt, removedAt, ...secret }) => ({
      ...secret,
      ...{ createdAt: time(createdAt), expiresAt: time(expiresAt) },
      ...{
        deliveredAt: deliveredAt === null ? null : time(deliveredAt),
        removedAt: removedAt === null ? null : time(removedAt),
      },
    })),
    steps: steps.map(({ startedAt, endedAt, ...step }) => ({
      ...step,
      ...{ startedAt: time(startedAt), endedAt: endedAt === null ? null : time(endedAt) },
    })),
  };
}

/** The columns hold UTC without saying so. */
function time(text: string): Date {
  return new Date(`${text}Z`);
}

/** As a row, which an index can begin at; one condition for each column would make it read what leads there. */
function isBeyond(sort: ListSort, { way, position }: Turn): Prisma.Sql {
  const { columns, types, newestFirst } = orders[sort];
  const names = Prisma.raw(columns.map((column) => `"${column}"`).join(', '));
  const values = types.map((type, index) => Prisma.sql`cast(${position[index]} as ${Prisma.raw(type)})`);
  const sign = Prisma.raw(newestFirst === (way === 'before') ? '>' : '<');
  return Prisma.sql`(${names}) ${sign} (${Prisma.join(values)})`;
}

/** As `recordStatus` judges it. */
function hasStatus(status: ListStatus, now: number): Prisma.Sql {
  const [past, soon] = [timestamp(now), timestamp(now + SOON_MS)];
  const proven = Prisma.sql`greatest("provenAt", "pulledAt") >= ${timestamp(now - PROOF_HOLDS_MS)}`;
  switch (status) {
    case 'notWorking':
      return Prisma.sql`"troubleRank" = 0`;
    case 'failing':
      return Prisma.sql`"troubleRank" = 1 and "troubleAt" > ${past}`;
    case 'removing':
      return Prisma.sql`"troubleRank" = 2`;
    case 'incomplete':
      return Prisma.sql`"troubleRank" = 3`;
    case 'expired':
      return Prisma.sql`"troubleRank" in (1, 4) and "troubleAt" <= ${past}`;
    case 'expiresSoon':
      return Prisma.sql`"troubleRank" = 4 and "troubleAt" > ${past} and "troubleAt" <= ${soon}`;
    case 'notVerified':
      return Prisma.sql`"troubleRank" = 4 and "troubleAt" > ${soon} and (${proven}) is not true`;
    case 'healthy':
      return Prisma.sql`"troubleRank" = 4 and "troubleAt" > ${soon} and ${proven}`;
    case 'disabled':
      return Prisma.sql`"troubleRank" = 5`;
    case 'removed':
      return Prisma.sql`"troubleRank" = 6`;
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
