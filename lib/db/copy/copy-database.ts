import 'server-only';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { environment } from '@/lib/env';
import type { DatabaseAddress } from '@/lib/settings/database-address';
import { version } from '@/package.json';
import { judgeContents, noteTables } from '../embedded-contents';
import { openEmbeddedPostgres, type PostgresPool } from '../embedded-postgres';
import { migrate } from '../migrate';
import { openServerPostgres } from '../server-postgres';
import { hasTables } from '../table-check';
import { readBackup, writeBackup } from './backup-file';
import { type CopySummary, summarize, summaryOf } from './copy-digest';
import { type DatabaseCopy, withCopy } from './read-rows';
import { CopyProblem, writeCopy } from './write-rows';

/** Where a database is: on a server, or in a folder. */
type Place = { readonly address: DatabaseAddress } | { readonly directory: string };

function placeOfSettings(): Place {
  const { DATABASE_URL, DATA_DIR } = environment();
  return DATABASE_URL ? { address: DATABASE_URL } : { directory: path.join(DATA_DIR, 'portal') };
}

/** Copies the portal's database into a new file. A server's may be in use; an embedded one must not be. @returns sentences */
export async function backupDatabase(file: string): Promise<readonly string[]> {
  if (existsSync(file)) throw new CopyProblem(`${file} is there already: name another file.`);
  const place = placeOfSettings();
  try {
    const summary = await readFrom(place, async (copy) => {
      const read = summarize(copy.rows);
      await writeBackup(file, { ...copy, rows: read.rows }, { version, at: new Date().toISOString() });
      return read.summary();
    });
    return [`${told(summary)} of ${named(place)} are in ${file}.`];
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Puts a backup into the database that the settings name, which must be new. @returns sentences */
export async function restoreDatabase(file: string): Promise<readonly string[]> {
  if (!existsSync(file)) throw new CopyProblem(`There is no file ${file}.`);
  // Whether it is whole is known at its end alone: nothing is made before.
  await summaryOf((await readBackup(file)).rows);
  const backup = await readBackup(file);
  const place = placeOfSettings();
  const summary = await writeTo(place, backup);
  const { version: release, at } = backup.head;
  return [`${told(summary)} of ${at}, from release ${release}, are in ${named(place)}, each compared with ${file}.`];
}

/** Copies the embedded database of DATA_DIR into the server of DATABASE_URL, which must be new. @returns sentences */
export async function moveDatabase(): Promise<readonly string[]> {
  const { DATABASE_URL: address, DATA_DIR } = environment();
  if (!address) throw new CopyProblem('Set DATABASE_URL to the server that the database is to move to.');
  const [from, to] = [{ directory: path.join(DATA_DIR, 'portal') }, { address }];
  const summary = await readFrom(from, (copy) => writeTo(to, copy));
  return [
    `${told(summary)} are on ${named(to)}, each compared with ${named(from)}.`,
    `Start the portal with this DATABASE_URL. ${from.directory} stays as it is; remove it when all is well.`,
  ];
}

async function readFrom<Value>(place: Place, use: (copy: DatabaseCopy) => Promise<Value>): Promise<Value> {
  if ('directory' in place && !existsSync(path.join(place.directory, 'PG_VERSION'))) {
    throw new CopyProblem(`There is no database in ${place.directory} (DATA_DIR).`);
  }
  return withClient(place, async (client) => {
    if ('directory' in place) await judgeContents(client, place.directory);
    if (!(await hasTables(client))) throw new CopyProblem(`No portal has started on ${named(place)} yet.`);
    return withCopy(client, use);
  });
}

async function writeTo(place: Place, copy: DatabaseCopy): Promise<CopySummary> {
  const isMade = 'directory' in place && !existsSync(place.directory);
  if ('directory' in place && isMade && existsSync(`${place.directory}.identity`)) {
    throw new CopyProblem(
      `${place.directory} had a database that is gone. Move ${place.directory}.identity away first.`,
    );
  }
  try {
    return await withClient(place, async (client) => {
      await bringToShape(client, copy);
      const summary = await writeCopy(client, copy);
      if ('directory' in place) noteTables(place.directory);
      return summary;
    });
  } catch (error) {
    // What this made and did not fill would be taken for a portal's.
    if (isMade)
      for (const made of [place.directory, `${place.directory}.identity`])
        rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

/** The tables as they were when the copy was made; the next start brings them up to date. */
async function bringToShape(client: ClientBase, { migrations }: DatabaseCopy): Promise<void> {
  const last = migrations.at(-1)?.name ?? '';
  try {
    await migrate(client, path.join(process.cwd(), 'prisma/migrations'), { upTo: last });
  } catch (error) {
    throw error instanceof Error && error.message.includes('does not know')
      ? new CopyProblem('The database is one of a newer release. Make an empty one, and name that.')
      : error;
  }
}

async function withClient<Value>(place: Place, work: (client: ClientBase) => Promise<Value>): Promise<Value> {
  const { pool, close }: PostgresPool =
    'address' in place ? await openServerPostgres(place.address) : await openEmbeddedPostgres(place.directory);
  try {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  } finally {
    await close();
  }
}

function told({ counts }: CopySummary): string {
  const all = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
  return `${all} rows of ${counts.size} tables`;
}

function named(place: Place): string {
  if ('directory' in place) return `the embedded database in ${place.directory}`;
  const { host, port, database } = place.address;
  return `PostgreSQL at ${host}:${port}/${database}`;
}
