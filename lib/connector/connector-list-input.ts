import { z } from 'zod';
import type { Position, Turn } from '@/lib/paging/keyset-page';
import { readCursor, writeCursor } from '@/lib/paging/page-cursor';
import { type SiemType, siemTypes } from '@/lib/siem/catalogue/siem-catalogue';
import type { ConnectorStatus } from './connector-status';

export const listSorts = ['trouble', 'name', 'created'] as const;
/** What the portal's own rows can tell; the rest takes the directory. */
export const listStatuses = [
  'notWorking',
  'failing',
  'removing',
  'incomplete',
  'expired',
  'expiresSoon',
  'notVerified',
  'healthy',
  'disabled',
  'removed',
] as const satisfies readonly ConnectorStatus[];
export type ListStatus = (typeof listStatuses)[number];
export type ListSort = (typeof listSorts)[number];

/** What the list shows, and in which order: all of it stands in the address. */
export type ListView = {
  /** Words of the name, or the beginning of an ID; '' for all. */
  readonly search: string;
  readonly status: ListStatus | null;
  readonly siemType: SiemType | null;
  readonly sort: ListSort;
  /** Null for the first page. */
  readonly turn: Turn | null;
};

export const LIST_PATH = '/settings/siem';
/** Names are shorter. */
const LONGEST_SEARCH = 120;

/** The database takes no letter of code 0. */
const textSchema = z.string().regex(/^[^\0]*$/);
/** As `writeCursor` was given it; other ways to write a time may mean nothing to the database. */
const timeSchema = z.iso.datetime({ precision: 3 }).refine((at) => at >= '1' && !Number.isNaN(Date.parse(at)));

/** The values of a position in each order. */
const positionSchemas = {
  trouble: z.tuple([z.number().int().min(0).max(6), timeSchema, z.guid()]),
  name: z.tuple([textSchema, z.guid()]),
  created: z.tuple([timeSchema, z.guid()]),
} as const satisfies Record<ListSort, z.ZodType<Position>>;

const addressSchema = z.object({
  q: textSchema.transform((text) => text.trim().slice(0, LONGEST_SEARCH).toWellFormed()).catch(''),
  status: z.enum(listStatuses).nullable().catch(null),
  siem: z
    .custom<SiemType>((value) => siemTypes.some((known) => known === value))
    .nullable()
    .catch(null),
  sort: z.enum(listSorts).catch('trouble'),
  after: z.string().catch(''),
  before: z.string().catch(''),
});

/** Reads the view from an address. What makes no sense there counts as absent. */
export function parseListAddress(parameters: Readonly<Record<string, string | string[] | undefined>>): ListView {
  const { q: search, status, siem: siemType, sort, after, before } = addressSchema.parse(parameters);
  const turn = readTurn('after', after, sort) ?? readTurn('before', before, sort);
  return { search, status, siemType, sort, turn };
}

function readTurn(way: Turn['way'], cursor: string, sort: ListSort): Turn | null {
  const position = readCursor<Position>(cursor, sort, positionSchemas[sort]);
  return position && { way, position };
}

/** The address of a view, which `parseListAddress` reads back. */
export function listAddress({ search, status, siemType, sort, turn }: ListView): string {
  const parameters = new URLSearchParams();
  if (search) parameters.set('q', search);
  if (status) parameters.set('status', status);
  if (siemType) parameters.set('siem', siemType);
  if (sort !== 'trouble') parameters.set('sort', sort);
  if (turn) parameters.set(turn.way, writeCursor(sort, turn.position));
  const query = parameters.toString();
  return query ? `${LIST_PATH}?${query}` : LIST_PATH;
}

/** Whether the view leaves connectors out. */
export function isNarrowed({ search, status, siemType }: ListView): boolean {
  return search !== '' || status !== null || siemType !== null;
}
