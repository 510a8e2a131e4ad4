import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { DatabaseStartProblem } from './start-problem';
import { hasTables } from './table-check';

/** The advisory lock that Prisma's schema engine takes, so that both never migrate at once. */
const LOCK = 72707369;

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

const rowSchema = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  finished_at: z.date().nullable(),
  rolled_back_at: z.date().nullable(),
});

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** How long one that starts waits for others; tests wait less. */
export type MigrationLimits = {
  readonly waitMs: number;
  readonly askEveryMs: number;
  /** The last to apply, by name; left out: all. */
  readonly upTo?: string;
};

const USUAL_LIMITS: MigrationLimits = { waitMs: 60_000, askEveryMs: 250 };

/**
 * Applies the folders of prisma/migrations that the database does not have yet, each in a transaction, with the
 * table, checksums and lock of `prisma migrate deploy`: either can go on where the other stopped. The lock ends with the
 * transaction, so that behind a pooler nobody is left with it; where nothing is missing none is taken.
 *
 * @returns the names of the migrations applied now
 * @throws DatabaseStartProblem when somebody else holds the lock or a table too long; Error when the database is from a
 *   newer release, or a migration was edited or left unfinished
 */
export async function migrate(
  client: ClientBase,
  directory: string,
  given: Partial<MigrationLimits> = {},
): Promise<readonly string[]> {
  const { upTo, ...limits } = { ...USUAL_LIMITS, ...given };
  const all = await readMigrations(directory);
  const migrations = upTo === undefined ? all : all.filter(({ name }) => name <= upTo);
  const applied: string[] = [];
  const giveUpAt = Date.now() + limits.waitMs;
  while ((await findMissing(client, migrations)) !== null) {
    const outcome = await applyNext(client, migrations, limits.waitMs);
    if (outcome) applied.push(outcome);
    else if (outcome === null) await waitForLock(client, giveUpAt, limits.askEveryMs);
  }
  return applied;
}

/** How many a start would apply. @throws Error as migrate does for a database that it refuses */
export async function countMissing(client: ClientBase, directory: string): Promise<number> {
  const migrations = await readMigrations(directory);
  await findMissing(client, migrations);
  return migrations.length - (await readApplied(client, migrations)).size;
}

async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The first that the database does not have; null when it has them all. */
async function findMissing(client: ClientBase, migrations: readonly Migration[]): Promise<Migration | null> {
  const done = await readApplied(client, migrations);
  for (const migration of migrations) {
    const known = done.get(migration.name);
    if (!known) return migration;
    if (known !== migration.checksum) {
      throw new Error(`Migration ${migration.name} was edited after it had been applied.`);
    }
  }
  return null;
}

async function readApplied(client: ClientBase, migrations: readonly Migration[]): Promise<ReadonlyMap<string, string>> {
  if (!(await hasTables(client))) return new Map();
  const { rows } = await client.query(
    'select migration_name, checksum, finished_at, rolled_back_at from "_prisma_migrations"',
  );
  const entries = z
    .array(rowSchema)
    .parse(rows)
    .filter((row) => !row.rolled_back_at);
  for (const { migration_name: name, finished_at: finished } of entries) {
    if (!finished) throw new Error(`Migration ${name} did not finish. Repair it, then run "prisma migrate resolve".`);
    if (!migrations.some((known) => known.name === name)) {
      throw new Error(`The database has migration ${name}, which this release does not know.`);
    }
  }
  return new Map(entries.map((row) => [row.migration_name, row.checksum]));
}

const gotSchema = z.array(z.object({ got: z.boolean() })).length(1);

/** @returns its name; undefined when nothing is missing any more; null when another process holds the lock */
async function applyNext(
  client: ClientBase,
  migrations: readonly Migration[],
  waitMs: number,
): Promise<string | undefined | null> {
  const startedAt = new Date();
  await client.query('BEGIN');
  try {
    // Of the database's own, which are for pages.
    await client.query(`set local statement_timeout = 0; set local lock_timeout = ${Math.ceil(waitMs)}`);
    const { rows } = await client.query('select pg_try_advisory_xact_lock($1) as got', [LOCK]);
    const held = gotSchema.parse(rows).some(({ got }) => !got);
    if (!held) await client.query(BOOKKEEPING);
    const next = held ? null : ((await findMissing(client, migrations)) ?? undefined);
    if (next) await apply(client, next, startedAt);
    await client.query('COMMIT');
    return next ? next.name : next;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function apply(client: ClientBase, { name, sql, checksum }: Migration, startedAt: Date): Promise<void> {
  await client.query(sql);
  await client.query(
    `insert into "_prisma_migrations"(id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, $4, now(), 1)`,
    [randomUUID(), checksum, name, startedAt],
  );
}

const holderSchema = z.array(
  z.object({ pid: z.number(), program: z.string(), address: z.string(), since: z.string().nullable() }),
);

const HOLDER = `
  select l.pid, coalesce(nullif(a.application_name, ''), 'an unnamed program') as program,
         coalesce(host(a.client_addr), 'the same host') as address, to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS TZ') as since
  from pg_locks l left join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1
    and l.database = (select oid from pg_database where datname = current_database())`;

async function waitForLock(client: ClientBase, giveUpAt: number, askEveryMs: number): Promise<void> {
  if (Date.now() < giveUpAt) {
    await setTimeout(askEveryMs);
    return;
  }
  const [holder] = holderSchema.parse((await client.query(HOLDER, [LOCK])).rows);
  const who = holder
    ? `process ${holder.pid} of PostgreSQL, for ${holder.program} on ${holder.address}${holder.since ? `, in a transaction since ${holder.since}` : ''}`
    : 'a process that PostgreSQL does not name';
  throw new DatabaseStartProblem(
    `The database (DATABASE_URL) has to be migrated, and its migration lock is held by ${who}.`,
    `If that is another portal that migrates, wait and start again; else end it with: select pg_terminate_backend(${holder?.pid ?? 'pid'}).`,
  );
}
