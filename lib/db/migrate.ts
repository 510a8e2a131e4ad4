import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { z } from 'zod';

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

/**
 * Applies the folders of prisma/migrations that the database does not have yet, each in a transaction, with the
 * table, checksums and lock of `prisma migrate deploy`: either can go on where the other stopped.
 *
 * @returns the names of the migrations applied now
 * @throws Error when the database is from a newer release, or a migration was edited or left unfinished
 */
export async function migrate(client: ClientBase, directory: string): Promise<readonly string[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(BOOKKEEPING);
    return await applyMissing(client, directory);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function applyMissing(client: ClientBase, directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const done = await readApplied(client, names);
  const applied: string[] = [];
  for (const name of names.sort()) {
    const sql = await readFile(path.join(directory, name, 'migration.sql'), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const known = done.get(name);
    if (known === checksum) continue;
    if (known) throw new Error(`Migration ${name} was edited after it had been applied.`);
    await applyOne(client, { name, sql, checksum });
    applied.push(name);
  }
  return applied;
}

async function readApplied(client: ClientBase, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query(
    'select migration_name, checksum, finished_at, rolled_back_at from "_prisma_migrations"',
  );
  const entries = z
    .array(rowSchema)
    .parse(rows)
    .filter((row) => !row.rolled_back_at);
  for (const { migration_name: name, finished_at: finished } of entries) {
    if (!finished) throw new Error(`Migration ${name} did not finish. Repair it, then run "prisma migrate resolve".`);
    if (!names.includes(name)) throw new Error(`The database has migration ${name}, which this release does not know.`);
  }
  return new Map(entries.map((row) => [row.migration_name, row.checksum]));
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

async function applyOne(client: ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations"(id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, now(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
