import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeContents, noteTables } from './embedded-contents';
import { openEmbeddedPostgres } from './embedded-postgres';

const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-damage-'));
const whole = path.join(folder, 'whole');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs with the database of a folder, judged as at a start, and closes it. */
async function open<Value>(directory: string, work: (ask: (sql: string) => Promise<unknown>) => Promise<Value>) {
  const { pool, close } = await openEmbeddedPostgres(directory);
  try {
    const client = await pool.connect();
    try {
      await judgeContents(client, directory);
    } finally {
      client.release();
    }
    noteTables(directory);
    return await work(async (sql): Promise<unknown> => (await pool.query<Record<string, unknown>>(sql)).rows);
  } finally {
    await close();
  }
}

const rows = (ask: (sql: string) => Promise<unknown>) => ask('select n from kept');
const refusal = (directory: string) => open(directory, rows).then(() => 'it opened', String);

beforeAll(() =>
  open(whole, async (ask) => {
    await ask('create table "_prisma_migrations" (id text); create table kept (n int, t text)');
    await ask(`insert into kept select n, repeat(n::text, 300) from generate_series(1, 200) n`);
    await ask('vacuum analyze');
  }),
);

/** A copy with its identity, for a test to break. */
function copy(name: string): string {
  const directory = path.join(folder, name);
  cpSync(whole, directory, { recursive: true });
  cpSync(`${whole}.identity`, `${directory}.identity`);
  return directory;
}

const remove = (name: string) => (directory: string) =>
  rmSync(path.join(directory, name), { recursive: true, force: true });
const cut = (name: string, bytes: number) => (directory: string) => truncateSync(path.join(directory, name), bytes);
const blank = (file: string) => writeFileSync(file, Buffer.alloc(statSync(file).size));

/** Every file of the folder that is large enough to be one of its tables. */
const tables = (directory: string) =>
  readdirSync(path.join(directory, 'base/5'))
    .filter((name) => /^\d+$/.test(name) && Number(name) >= 16384)
    .map((name) => path.join(directory, 'base/5', name))
    .filter((file) => statSync(file).size > 8192);
const eachWal = (work: (file: string) => void) => (directory: string) =>
  readdirSync(path.join(directory, 'pg_wal'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .forEach((entry) => work(path.join(directory, 'pg_wal', entry.name)));

const damages: readonly (readonly [what: string, damage: (directory: string) => void, cause: RegExp])[] = [
  ['the folder is gone', (directory) => rmSync(directory, { recursive: true }), /empty now/],
  ['PG_VERSION is missing', remove('PG_VERSION'), /PG_VERSION is missing/],
  ['PG_VERSION is empty', cut('PG_VERSION', 0), /PG_VERSION is damaged/],
  [
    'it is of another PostgreSQL',
    (directory) => writeFileSync(path.join(directory, 'PG_VERSION'), '15\n'),
    /version 15/,
  ],
  ['pg_control is missing', remove('global/pg_control'), /global\/pg_control": No such file/],
  ['pg_control is zeros', (directory) => blank(path.join(directory, 'global/pg_control')), /PG_CONTROL_VERSION 0/],
  ['the log of changes is empty', eachWal((file) => rmSync(file)), /valid checkpoint record/],
  ['the log of changes is zeros', eachWal(blank), /valid checkpoint record/],
  ['the tables are missing', remove('base'), /"base\/5" is missing/],
  ['one table is missing', (directory) => tables(directory).forEach((file) => rmSync(file)), /was cut: 0 of/],
  ['one table was cut', (directory) => tables(directory).forEach((file) => truncateSync(file, 0)), /was cut/],
  [
    'one table is garbage',
    (directory) => tables(directory).forEach((file) => writeFileSync(file, Buffer.alloc(statSync(file).size, 7))),
    /invalid page|cut/,
  ],
  ['the states of transactions are missing', remove('pg_xact'), /pg_xact\/0000/],
  ['the rules of access are missing', remove('pg_hba.conf'), /pg_hba\.conf/],
  [
    'the tables are those of an empty database',
    (directory) => {
      remove('base/5')(directory);
      cpSync(path.join(directory, 'base/1'), path.join(directory, 'base/5'), { recursive: true });
    },
    /had tables, and they are gone/,
  ],
];

describe('an embedded database', () => {
  it.each(damages)(
    'is not opened and not made anew when %s, and the sentence names cause, folder and backup',
    async (what, damage, cause) => {
      const directory = copy(what.replaceAll(' ', '-'));
      damage(directory);
      const said = await refusal(directory);
      expect(said).toMatch(cause);
      expect(said).toContain(`The embedded database in ${directory} cannot be opened: `);
      expect(said).toMatch(/Backup and restore.*Nothing in your tenant is lost/);
    },
  );

  it('is refused when another stands in its place, and taken when that is meant', async () => {
    const directory = copy('exchanged');
    rmSync(directory, { recursive: true });
    rmSync(`${directory}.identity`);
    await open(directory, (ask) => ask('create table "_prisma_migrations" (id text); create table kept (n int)'));
    cpSync(`${whole}.identity`, `${directory}.identity`);
    expect(await refusal(directory)).toMatch(/is another one .* delete .*exchanged\.identity/);
    rmSync(`${directory}.identity`);
    expect(await open(directory, rows)).toEqual([]);
  });

  it('is opened where a backup was put back, on this machine or on a new one', async () => {
    const directory = copy('restored');
    rmSync(`${directory}.identity`);
    expect(await open(directory, rows)).toHaveLength(200);
    expect(existsSync(`${directory}.identity`)).toBe(true);
  });

  it('begins anew where the first start was cut short', async () => {
    const directory = path.join(folder, 'cut-short');
    cpSync(path.join(whole, 'base'), path.join(directory, 'base'), { recursive: true });
    writeFileSync(path.join(directory, 'siem-connect.being-made'), '');
    expect(await open(directory, (ask) => ask('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it('is not made among other files', async () => {
    const directory = path.join(folder, 'foreign');
    cpSync('prisma', directory, { recursive: true });
    expect(await refusal(directory)).toContain('it is no database: it holds ');
  });

  it('stops when its folder goes while it is open, and goes on when it comes back', async () => {
    const directory = copy('moved-away');
    const { pool, close } = await openEmbeddedPostgres(directory);
    renameSync(directory, `${directory}-elsewhere`);
    const failed = pool.query('insert into kept values (201)');
    await expect(failed).rejects.toThrow('moved or replaced');
    renameSync(`${directory}-elsewhere`, directory);
    expect((await pool.query('select count(*)::int as n from kept')).rows).toEqual([{ n: 200 }]);
    await close();
  });
});
