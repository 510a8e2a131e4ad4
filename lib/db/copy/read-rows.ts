import 'server-only';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { type AppliedMigration, type CopiedTable, listApplied, listCopiedTables, quoted } from './copied-table';

/** A row, each value as PostgreSQL writes it: whatever its type, it is read back as it was. */
export type CopiedRow = readonly (string | null)[];

/** What a database holds, in an order that is the same wherever it is read. */
export type CopiedRows = { readonly table: CopiedTable; readonly rows: readonly CopiedRow[] };

/** A copy of a database: the shape of its tables, then their rows. */
export type DatabaseCopy = {
  readonly migrations: readonly AppliedMigration[];
  readonly rows: AsyncIterable<CopiedRows>;
};

const ROWS_AT_ONCE = 500;

/** Texts must not depend on who reads. */
const PLAIN_TEXTS =
  "set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1";

const copiedRows = z.array(z.array(z.string().nullable()));

/**
 * Reads a whole database as it stands at one moment, whatever else is written meanwhile.
 *
 * @param work is given the copy; when it has ended, nothing more can be read
 */
export async function withCopy<Value>(
  client: ClientBase,
  work: (copy: DatabaseCopy) => Promise<Value>,
): Promise<Value> {
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(PLAIN_TEXTS);
    const tables = await listCopiedTables(client);
    return await work({ migrations: await listApplied(client), rows: readRows(client, tables) });
  } finally {
    await client.query('rollback');
  }
}

/** @param client in a transaction, which ends its cursors */
export async function* readRows(client: ClientBase, tables: readonly CopiedTable[]): AsyncGenerator<CopiedRows> {
  for (const table of tables) {
    const values = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
    const order = table.key.map((name) => `${quoted(name)}::text collate "C"`).join(', ');
    await client.query(
      `declare copied no scroll cursor for select ${values} from only ${quoted(table.name)} order by ${order}`,
    );
    for (let rows = await fetchRows(client); rows.length > 0; rows = await fetchRows(client)) yield { table, rows };
    await client.query('close copied');
  }
}

async function fetchRows(client: ClientBase): Promise<readonly CopiedRow[]> {
  const text = `fetch forward ${ROWS_AT_ONCE} from copied`;
  const { rows }: { readonly rows: unknown[] } = await client.query({ text, rowMode: 'array' });
  return copiedRows.parse(rows);
}
