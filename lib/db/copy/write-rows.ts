import 'server-only';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { type CopiedTable, listApplied, listCopiedTables, quoted } from './copied-table';
import { type CopySummary, summarize, summaryOf } from './copy-digest';
import { type CopiedRows, type DatabaseCopy, readRows } from './read-rows';

/** Why a copy cannot be written here, in a sentence for whoever started it. */
export class CopyProblem extends Error {
  override readonly name = 'CopyProblem';
}

/** Rows that a portal writes by itself when it starts for the first time: they make a database no less new. */
const WRITTEN_AT_START = ['BackgroundJob'];

/**
 * Writes a copy into a database that has the same migrations and no rows yet, in one transaction, and reads it back: what is
 * not the same row by row is not kept.
 *
 * @returns what was written
 * @throws CopyProblem, and nothing is changed
 */
export async function writeCopy(client: ClientBase, { migrations, rows }: DatabaseCopy): Promise<CopySummary> {
  await client.query('begin');
  try {
    await client.query(
      "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local extra_float_digits = 1",
    );
    const applied = await listApplied(client);
    if (JSON.stringify(applied) !== JSON.stringify(migrations)) throw new CopyProblem(otherShape);
    const tables = await listCopiedTables(client);
    await requireNew(client, tables);
    const triggers = (word: 'enable' | 'disable') =>
      tables.map(({ name }) => `alter table ${quoted(name)} ${word} trigger user`).join('; ');
    // They would write what the rows bring, and refuse rows that are older than the last.
    await client.query(triggers('disable'));
    const read = summarize(rows);
    for await (const part of read.rows) await insert(client, part, tables);
    await client.query(triggers('enable'));
    const [wanted, written] = [read.summary(), await summaryOf(readRows(client, tables))];
    if (wanted.digest !== written.digest)
      throw new CopyProblem('What was written is not what was read. Nothing was kept.');
    await client.query('commit');
    return written;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const otherShape =
  'The database has other tables than the copy: another release started on it. Make an empty one, and name that.';

const someRows = z.array(z.object({ some: z.boolean() })).length(1);

async function requireNew(client: ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  for (const { name } of tables) {
    if (WRITTEN_AT_START.includes(name)) {
      await client.query(`delete from only ${quoted(name)}`);
      continue;
    }
    const found = await client.query(`select exists (select from only ${quoted(name)}) as some`);
    if (someRows.parse(found.rows).some(({ some }) => some)) {
      throw new CopyProblem(
        `The database has rows already, in ${name}. A copy goes into an empty one: make one, and name that.`,
      );
    }
  }
}

/** Values go as texts, and PostgreSQL reads them as the types of its own columns. */
async function insert(client: ClientBase, { table, rows }: CopiedRows, known: readonly CopiedTable[]): Promise<void> {
  const target = known.find(({ name }) => name === table.name);
  const types = new Map(target?.columns.map(({ name, type }) => [name, type]));
  if (!target || table.columns.length !== types.size || table.columns.some(({ name }) => !types.has(name))) {
    throw new CopyProblem(otherShape);
  }
  const names = table.columns.map(({ name }) => quoted(name)).join(', ');
  const values = table.columns.map(({ name }, index) => `v.c${index}::${types.get(name) ?? 'text'}`).join(', ');
  const arrays = table.columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const columns = table.columns.map((_, index) => `c${index}`).join(', ');
  await client.query(
    `insert into ${quoted(table.name)} (${names}) select ${values} from unnest(${arrays}) as v(${columns})`,
    table.columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}
