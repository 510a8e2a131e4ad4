import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { migrate } from '@/lib/db/migrate';

const server = process.env.DATABASE_URL;
const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-copy-'));
const home = path.join(folder, 'home');
const databases: string[] = [];

/** A process with other settings: they are read once. */
async function copying(settings: Readonly<Record<string, string | undefined>>) {
  for (const [name, value] of Object.entries({ DATABASE_URL: undefined, ...settings })) vi.stubEnv(name, value);
  vi.resetModules();
  return import('./copy-database');
}

/** Every row of every table as JSON, which is not how rows are copied. */
async function allRows(query: (sql: string) => Promise<{ readonly rows: unknown[] }>): Promise<string> {
  const { rows } = await query(
    `select c.relname as name, query_to_xml(format('select to_jsonb(t) as row from only %I t where %L not in (''DatabaseProbe'')
       order by to_jsonb(t)::text collate "C"', c.relname, c.relname), false, false, '')::text as rows
     from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
       and c.relname not in ('_prisma_migrations', 'RateLimiterFlexible') order by 1`,
  );
  return JSON.stringify(rows);
}

async function inFolder<Value>(directory: string, work: (pool: pg.Pool) => Promise<Value>): Promise<Value> {
  const { pool, close } = await openEmbeddedPostgres(path.join(directory, 'portal'));
  try {
    return await work(pool);
  } finally {
    await close();
  }
}

const read = (directory: string) => inFolder(directory, (pool) => allRows((sql) => pool.query(sql)));

/** An empty database of its own on the server. */
async function emptyDatabase(): Promise<string> {
  const name = `copy_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  databases.push(name);
  const address = new URL(server ?? '');
  address.pathname = name;
  return address.href;
}

const awkward = ['Ärligt "talat"; \\ \u2028 {a,b}', "it's, NULL", ''];

beforeAll(async () => {
  await inFolder(home, async (pool) => {
    const client = await pool.connect();
    await migrate(client, 'prisma/migrations');
    client.release();
    for (const [index, name] of awkward.entries()) {
      await pool.query(
        `insert into "Connector" ("id", "tenantId", "name", "api", "region", "siemType", "state", "uniqueName", "secretDays",
           "createdByUpn", "failure") values ($1, 't', $2, 'graph-alerts', 'eu', 'arcsight', 'ready', $1, 90, 'pat', $3)`,
        [`connector-${index}`, name, JSON.stringify({ said: name, at: index })],
      );
    }
    await pool.query(
      `insert into "ConnectorSecret" ("id", "tenantId", "connectorId", "purpose", "label", "expiresAt")
       select 's' || n, 't', 'connector-0', 'siem', 'l' || n, timestamp '2027-01-01 00:00:00.123' + n * interval '1 hour'
       from generate_series(1, 1201) n`,
    );
    await pool.query(
      `insert into "Session" ("id", "tenantId", "personId", "personName", "personUpn", "roles", "rolesReadAt", "scopes", "expiresAt")
       values ('s', 't', 'p', 'Pat', 'pat', $1, now(), '{}', now())`,
      [awkward],
    );
    await pool.query(
      `insert into "AuditEvent" ("id", "at", "tenantId", "action", "outcome", "requestId", "seq", "hash", "detail")
       select 'e' || n, now(), 't', 'sign-in', 'done', 'r', n, 'h' || n, '{"n": 1.50}' from generate_series(1, 40) n`,
    );
    // What triggers keep is copied as it stands, not written anew.
    await pool.query('alter table "Connector" disable trigger user');
    await pool.query(`update "Connector" set "troubleRank" = 5 where "id" = 'connector-1'`);
    await pool.query('alter table "Connector" enable trigger user');
    await pool.query(`insert into "DatabaseProbe" values (1, now())`);
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (!server) return;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  for (const name of databases) await client.query(`drop database ${name} with (force)`);
  await client.end();
});

// On a server the same is tried from there.
describe.runIf(!server)('a backup of the embedded database', () => {
  const file = path.join(folder, 'portal.backup');

  it('is a file for this account alone, and overwrites none', async () => {
    const { backupDatabase } = await copying({ DATA_DIR: home });
    expect((await backupDatabase(file)).join()).toContain('1245 rows');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(backupDatabase(file)).rejects.toThrow('is there already');
  });

  it('brings every row back into another folder, and goes into none that has rows', async () => {
    const other = path.join(folder, 'other');
    const { restoreDatabase } = await copying({ DATA_DIR: other });
    expect((await restoreDatabase(file)).join()).toContain('1245 rows');
    expect(await read(other)).toBe(await read(home));
    await expect(restoreDatabase(file)).rejects.toThrow('has rows already');
    // Triggers work again.
    await inFolder(other, async (pool) => {
      await expect(pool.query(`update "AuditEvent" set "action" = 'x'`)).rejects.toThrow();
    });
  });

  it.each([
    ['was cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['was cut early', (bytes: Buffer) => bytes.subarray(0, 900)],
    [
      'was changed',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 2_000), Buffer.from('x'), bytes.subarray(2_001)]),
    ],
    ['is none', () => Buffer.from('hello')],
    ['is empty', () => Buffer.alloc(0)],
  ])('that %s leaves nothing behind', async (what, change) => {
    const broken = path.join(folder, `broken ${what}`);
    writeFileSync(broken, change(readFileSync(file)));
    const target = path.join(folder, `into ${what}`);
    const { restoreDatabase } = await copying({ DATA_DIR: target });
    await expect(restoreDatabase(broken)).rejects.toThrow(/is not whole|is no backup/);
    expect([existsSync(path.join(target, 'portal')), existsSync(path.join(target, 'portal.identity'))]).toEqual([
      false,
      false,
    ]);
  });

  it('is not made of a folder without a database, nor of one that is in use', async () => {
    const nothing = path.join(folder, 'nothing');
    const { backupDatabase } = await copying({ DATA_DIR: path.join(folder, 'none') });
    await expect(backupDatabase(nothing)).rejects.toThrow('There is no database in');
    const second = await copying({ DATA_DIR: home });
    await inFolder(home, () => expect(second.backupDatabase(nothing)).rejects.toThrow(/process/));
    expect(existsSync(nothing)).toBe(false);
  });
});

describe.runIf(server)('a database on a server', () => {
  it('takes the embedded one, row by row, once; and its backup goes back into a folder', async () => {
    const address = await emptyDatabase();
    const { moveDatabase, backupDatabase } = await copying({ DATA_DIR: home, DATABASE_URL: address });
    expect((await moveDatabase()).join(' ')).toContain('1245 rows of');
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    const moved = await allRows((sql) => client.query(sql));
    await client.end();
    expect(moved).toBe(await read(home));
    await expect(moveDatabase()).rejects.toThrow('has rows already');

    const file = path.join(folder, 'server.backup');
    await backupDatabase(file);
    const back = path.join(folder, 'back');
    const { restoreDatabase } = await copying({ DATA_DIR: back });
    await restoreDatabase(file);
    expect(await read(back)).toBe(moved);
  });

  it('that another release has migrated further is refused in words', async () => {
    const address = await emptyDatabase();
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await migrate(client, 'prisma/migrations', { upTo: '20261122203350_initial' });
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at) values ('x', 'y', '20990101000000_later', now())`,
    );
    await client.end();
    const { moveDatabase } = await copying({ DATA_DIR: home, DATABASE_URL: address });
    await expect(moveDatabase()).rejects.toThrow('one of a newer release');
  });
});
