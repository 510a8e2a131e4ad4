import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environment } from '@/lib/env';
import { openEmbeddedPostgres, type PostgresPool } from './embedded-postgres';
import { migrate } from './migrate';

const { DATABASE_URL } = environment();
const temporary = () => mkdtempSync(path.join(tmpdir(), 'siem-connect-migrate-'));

let opened: PostgresPool;
beforeAll(async () => {
  opened = DATABASE_URL ? openServer(DATABASE_URL.connectionString) : await openEmbeddedPostgres(temporary());
});
afterAll(() => opened.close());

function openServer(connectionString: string): PostgresPool {
  const pool = new pg.Pool({ connectionString });
  return { pool, close: () => pool.end() };
}

/** Runs the test in a schema of its own, which goes afterwards. */
async function inSchema(test: (client: pg.PoolClient, schema: string) => Promise<void>): Promise<void> {
  const schema = `migrate_${randomUUID().replaceAll('-', '')}`;
  const client = await opened.pool.connect();
  try {
    await client.query(`create schema ${schema}`);
    await client.query(`set search_path to ${schema}`);
    await test(client, schema);
  } finally {
    await client.query(`drop schema ${schema} cascade`);
    client.release(true);
  }
}

function write(directory: string, name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, 'migration.sql'), sql);
}

/** A folder of migrations as Prisma keeps them. */
function folder(migrations: Readonly<Record<string, string>>): string {
  const directory = temporary();
  writeFileSync(path.join(directory, 'migration_lock.toml'), '');
  for (const [name, sql] of Object.entries(migrations)) write(directory, name, sql);
  return directory;
}

const first = 'create table a (n int);';

describe('migrate', () => {
  it('refuses a migration that was edited after it had been applied', () =>
    inSchema(async (client) => {
      const directory = folder({ '1_first': first });
      await migrate(client, directory);
      write(directory, '1_first', `${first} -- edited`);
      await expect(migrate(client, directory)).rejects.toThrow('1_first was edited');
    }));

  it('refuses a database of a newer release', () =>
    inSchema(async (client) => {
      await migrate(client, folder({ '1_first': first, '2_second': 'create table b (n int);' }));
      await expect(migrate(client, folder({ '1_first': first }))).rejects.toThrow('2_second, which this release');
    }));

  it('refuses to go on from a migration that Prisma left unfinished', () =>
    inSchema(async (client) => {
      const directory = folder({ '1_first': first });
      await migrate(client, directory);
      await client.query('update "_prisma_migrations" set finished_at = null');
      await expect(migrate(client, directory)).rejects.toThrow('1_first did not finish');
      await client.query('update "_prisma_migrations" set rolled_back_at = now()');
      await client.query('drop table a');
      expect(await migrate(client, directory)).toEqual(['1_first']);
    }));

  it.each([
    ['itself', 'select 1/0;'],
    ['in the books', `alter table "_prisma_migrations" add check (migration_name <> '2_second');`],
  ])('undoes all of a migration that fails %s, keeps those before it, and lets go of the lock', (_where, failing) =>
    inSchema(async (client) => {
      const directory = folder({ '1_first': first, '2_second': `create table b (n int); ${failing}` });
      await expect(migrate(client, directory)).rejects.toThrow(/division by zero|violates check/);
      const held = await client.query(`select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`);
      expect(held.rows).toEqual([]);
      write(directory, '2_second', 'create table b (n int);');
      expect(await migrate(client, directory)).toEqual(['2_second']);
    }),
  );

  it('applies each once, in the order of their names, and keeps books as Prisma does', () =>
    inSchema(async (client) => {
      const directory = folder({ '2_second': 'alter table a add m int;', '1_first': first });
      expect(await migrate(client, directory)).toEqual(['1_first', '2_second']);
      expect(await migrate(client, directory)).toEqual([]);
      const books = await client.query(
        'select migration_name, checksum, applied_steps_count from "_prisma_migrations" order by 1 limit 1',
      );
      const checksum = createHash('sha256').update(first).digest('hex');
      expect(books.rows).toEqual([{ migration_name: '1_first', checksum, applied_steps_count: 1 }]);
    }));

  it.runIf(DATABASE_URL)('applies once when several portals start at the same moment', () =>
    inSchema(async (client, schema) => {
      const directory = folder({ '1_first': `${first} select pg_sleep(0.1);` });
      const others = await Promise.all([opened.pool.connect(), opened.pool.connect()]);
      for (const other of others) await other.query(`set search_path to ${schema}`);
      const applied = await Promise.all([client, ...others].map((each) => migrate(each, directory)));
      for (const other of others) other.release(true);
      expect(applied.flat()).toEqual(['1_first']);
    }),
  );
});
