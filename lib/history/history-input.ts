import { z } from 'zod';
import type { AuditAction } from '@/lib/audit/audit';
import type { Turn } from '@/lib/paging/keyset-page';
import { readCursor, writeCursor } from '@/lib/paging/page-cursor';

/** Which actions belong together when somebody looks for one. */
export const historyKinds = {
  people: ['sign-in', 'sign-out', 'session-end', 'access'],
  consents: ['consent-start', 'consent-callback', 'consent-cancel'],
  connectors: [
    ...(['connector-enable', 'connector-adopt', 'connector-undo', 'connector-disable', 'connector-re-enable'] as const),
    ...(['connector-remove', 'connector-restore', 'connector-siem-type', 'connector-siem-api'] as const),
    ...(['leftovers-remove', 'foreign-remove'] as const),
  ],
  steps: ['connector-step'],
  permissions: ['connector-permissions', 'approval-ask', 'approval-open', 'approval-decide'],
  secrets: ['secret-create', 'secret-deliver', 'secret-remove', 'tokens-generate'],
  proofs: ['connection-verify'],
  notices: [
    ...(['notice-acknowledge', 'notice-snooze', 'notice-handle', 'channel-add', 'channel-remove'] as const),
    ...(['channel-test', 'channel-resend', 'channel-renew', 'credential-end'] as const),
  ],
  log: ['audit-alarm', 'audit-prune'],
} as const satisfies Readonly<Record<string, readonly AuditAction[]>>;

export type HistoryKind = keyof typeof historyKinds;
export const historyKindNames = [
  ...(['connectors', 'secrets', 'permissions', 'proofs', 'consents', 'people', 'notices', 'steps', 'log'] as const),
] satisfies readonly HistoryKind[];

/** begun: of which no end was recorded. */
export const historyOutcomes = ['done', 'refused', 'failed', 'begun'] as const;
export type HistoryOutcome = (typeof historyOutcomes)[number];

/** Days back from now. */
export const historyPeriods = ['1', '7', '30', '90'] as const;
export type HistoryPeriod = (typeof historyPeriods)[number];

/** What the page shows: all of it stands in the address. */
export type HistoryView = {
  /** Null for the whole tenant. */
  readonly connectorId: string | null;
  /** A part of a person's user name; '' for all. */
  readonly person: string;
  /** Words of a connector's name, or a whole ID; '' for all. */
  readonly search: string;
  /** Null for all but the single steps of an operation. */
  readonly kind: HistoryKind | null;
  readonly outcome: HistoryOutcome | null;
  readonly period: HistoryPeriod | null;
  /** Null for the newest. */
  readonly turn: Turn | null;
};

const LONGEST_TEXT = 120;
const ORDER = 'seq';

/** The database takes no letter of code 0. */
const textSchema = z
  .string()
  .regex(/^[^\0]*$/)
  .transform((text) => text.trim().slice(0, LONGEST_TEXT).toWellFormed())
  .catch('');
const kindSchema = z.custom<HistoryKind>((value) => historyKindNames.some((known) => known === value));
const positionSchema = z.tuple([z.number().int().min(0).max(2_147_483_647)]);

const addressSchema = z.object({
  person: textSchema,
  q: textSchema,
  kind: kindSchema.nullable().catch(null),
  outcome: z.enum(historyOutcomes).nullable().catch(null),
  days: z.enum(historyPeriods).nullable().catch(null),
  after: z.string().catch(''),
  before: z.string().catch(''),
});

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the view from an address. What makes no sense there counts as absent. */
export function parseHistoryAddress(connectorId: string | null, parameters: Parameters): HistoryView {
  const { person, q: search, kind, outcome, days: period, after, before } = addressSchema.parse(parameters);
  const turn = readTurn('after', after) ?? readTurn('before', before);
  return { connectorId, person, search, kind, outcome, period, turn };
}

function readTurn(way: Turn['way'], cursor: string): Turn | null {
  const position = readCursor(cursor, ORDER, positionSchema);
  return position && { way, position };
}

export function historyPath(connectorId: string | null): string {
  return connectorId === null ? '/settings/history' : `/settings/siem/${connectorId}/history`;
}

/** The address of a view, which `parseHistoryAddress` reads back. */
export function historyAddress(view: HistoryView): string {
  const parameters = filtersOf(view);
  if (view.turn) parameters.set(view.turn.way, writeCursor(ORDER, view.turn.position));
  return withQuery(historyPath(view.connectorId), parameters);
}

export const exportFormats = ['csv', 'jsonl'] as const;
export type HistoryFormat = (typeof exportFormats)[number];

/** Where all that a view finds is to be had as a file. */
export function exportAddress(view: HistoryView, format: HistoryFormat): string {
  const parameters = filtersOf(view);
  parameters.set('format', format);
  if (view.connectorId !== null) parameters.set('connector', view.connectorId);
  return withQuery('/api/history', parameters);
}

function filtersOf({ person, search, kind, outcome, period }: HistoryView): URLSearchParams {
  const given = { person, q: search, kind: kind ?? '', outcome: outcome ?? '', days: period ?? '' };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''));
}

function withQuery(path: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return query ? `${path}?${query}` : path;
}

/** Whether the view leaves entries out that the plain page shows. */
export function isHistoryNarrowed({ person, search, kind, outcome, period }: HistoryView): boolean {
  return person !== '' || search !== '' || kind !== null || outcome !== null || period !== null;
}
