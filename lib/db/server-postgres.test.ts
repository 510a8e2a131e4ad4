import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@siem-connect/testing/free-port';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DatabaseAddress, readDatabaseAddress } from '@/lib/settings/database-address';
import { startPostgres } from '@/scripts/postgres.mjs';
import { migrate } from './migrate';
import { openServerPostgres } from './server-postgres';

const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-server-'));
const MIGRATIONS = 'prisma/migrations';

function address(text: string): DatabaseAddress {
  const read = readDatabaseAddress(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

/** Makes an authority and a certificate for localhost. */
function makeCertificates() {
  const file = (name: string) => path.join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const subject = ['-nodes', '-newkey', 'rsa:2048', '-days', '2'];
  openssl(
    'req',
    '-x509',
    ...subject,
    '-subj',
    '/CN=Contoso authority',
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
  );
  openssl(
    'req',
    ...subject.slice(0, 3),
    '-subj',
    '/CN=localhost',
    '-keyout',
    file('server.key'),
    '-out',
    file('server.csr'),
  );
  writeFileSync(file('names'), 'subjectAltName=DNS:localhost');
  const signed = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-extfile', file('names')];
  openssl('x509', '-req', '-in', file('server.csr'), ...signed, '-days', '2', '-out', file('server.pem'));
  return { root: file('ca.pem'), certificate: file('server.pem'), key: file('server.key') };
}

const certificates = existsSync('/usr/bin/openssl') ? makeCertificates() : null;
const postgres = certificates && (await startPostgres({ tls: certificates }));
const port = Number(postgres ? new URL(postgres.url).port : 0);
const pooler = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((file) => existsSync(file));

afterAll(() => postgres?.stop());

const failing = (text: string) => openServerPostgres(address(text)).then(() => 'it opened', String);

describe.skipIf(!postgres)('a server that cannot be used', () => {
  const at = `localhost:${port}`;

  it.each([
    ['is not there', `postgresql://postgres@127.0.0.1:1/postgres`, /127\.0\.0\.1:1\/postgres .*nothing listens/],
    [
      'has a name that nobody knows',
      'postgresql://u@db.invalid/portal?sslmode=verify-full',
      /db\.invalid is not known to DNS/,
    ],
    ['has no such database', `postgresql://postgres@${at}/nowhere`, /no database nowhere.*createdb/],
    [
      'has a certificate of a stranger',
      `postgresql://postgres@${at}/postgres?sslmode=verify-full`,
      /authority.*sslrootcert/,
    ],
    [
      'has a certificate for another name',
      `postgresql://postgres@127.0.0.1:${port}/postgres?sslrootcert=${certificates?.root}`,
      /not made for the name 127\.0\.0\.1/,
    ],
    [
      'has a file of an authority that is missing',
      `postgresql://postgres@${at}/postgres?sslrootcert=/nowhere.pem`,
      /nowhere\.pem, which sslrootcert/,
    ],
  ])('is told when it %s, by setting, place and next step', async (_what, text, expected) => {
    const said = await failing(text);
    expect(said).toMatch(expected);
    expect(said).toMatch(/DATABASE_URL.*Nothing in your tenant is lost/);
  });
});

describe.skipIf(!postgres)('a server', () => {
  it('is reached by TLS with an authority of one’s own', async () => {
    const url = `postgresql://postgres@localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${certificates?.root}`;
    const { pool, close } = await openServerPostgres(address(url));
    const { rows } = await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    expect(rows).toEqual([{ ssl: true }]);
    const { rows: settings } = await pool.query('show statement_timeout');
    expect(settings).toEqual([{ statement_timeout: '30s' }]);
    await close();
  });

  it('runs with an account that owns no table, and lets that one change none', async () => {
    const server = await openServerPostgres(address(postgres?.url ?? ''));
    await server.pool.query('create database apart');
    await server.close();
    const url = new URL(postgres?.url ?? '');
    url.pathname = '/apart';
    const owner = await openServerPostgres(address(url.href));
    const client = await owner.pool.connect();
    await migrate(client, MIGRATIONS);
    // As docs/operations.md has them.
    const steps = /```sql\n([^`]*create role portal_runs[^`]*)```/.exec(
      readFileSync('docs/operations.md', 'utf8'),
    )?.[1];
    await client.query(steps ?? 'no steps');
    client.release();
    url.username = 'portal_runs';
    const { pool, close } = await openServerPostgres(address(url.href));
    const runs = await pool.connect();
    expect(await migrate(runs, MIGRATIONS)).toEqual([]);
    await runs.query('insert into "DatabaseProbe" ("id", "at") values (1, now()) on conflict ("id") do nothing');
    for (const change of ['disable trigger all', 'add column more int']) {
      await expect(runs.query(`alter table "AuditEvent" ${change}`)).rejects.toThrow('must be owner');
    }
    await expect(runs.query('truncate "AuditEvent"')).rejects.toThrow('permission denied');
    runs.release();
    await close();
    await owner.close();
  });

  it('that is halted is told within five seconds, and serves again when it goes on', async () => {
    const { pool, close, watch } = await openServerPostgres(address(postgres?.url ?? ''));
    await pool.query('select 1');
    const processes = postgres?.processes() ?? [];
    const signal = (name: NodeJS.Signals) => processes.forEach((id) => process.kill(id, name));
    signal('SIGSTOP');
    const began = Date.now();
    try {
      await expect(watch?.(() => pool.query('select 1'))).rejects.toThrow(/terminated/);
    } finally {
      signal('SIGCONT');
    }
    expect(Date.now() - began).toBeLessThan(5_000);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await close();
  });

  it('leaves alone a statement that takes its time', async () => {
    const { pool, close, watch } = await openServerPostgres(address(postgres?.url ?? ''));
    expect(await watch?.(async () => (await pool.query('select pg_sleep(2), 1 as one')).rowCount)).toBe(1);
    await close();
  });

  it('whose migration lock somebody keeps is not waited for without end, and the holder is named', async () => {
    const { pool, close } = await openServerPostgres(address(postgres?.url ?? ''));
    const [holder, starter] = [await pool.connect(), await pool.connect()];
    await holder.query(`set application_name = 'a stuck portal'; begin; select pg_advisory_lock(72707369)`);
    const started = migrate(starter, MIGRATIONS, { waitMs: 200, askEveryMs: 50 });
    await expect(started).rejects.toThrow(
      /migration lock is held by process \d+ .*a stuck portal.*pg_terminate_backend/,
    );
    holder.release(true);
    starter.release(true);
    await close();
  });
});

/** `npm test` installs one where it may, and says so where there is none. */
describe.skipIf(!postgres || !pooler)('a pooler in transaction mode', () => {
  let running: ChildProcess | null = null;
  let url = '';

  beforeAll(async () => {
    const listening = await freePort();
    const settings = path.join(folder, 'pgbouncer.ini');
    writeFileSync(path.join(folder, 'users'), '"postgres" ""\n', { mode: 0o644 });
    writeFileSync(
      settings,
      [
        ...['[databases]', `* = host=127.0.0.1 port=${port}`, '[pgbouncer]', 'listen_addr = 127.0.0.1'],
        ...[
          `listen_port = ${listening}`,
          'auth_type = trust',
          `auth_file = ${path.join(folder, 'users')}`,
          'pool_mode = transaction',
          'default_pool_size = 3',
        ],
        ...['max_client_conn = 200', 'unix_socket_dir =', `logfile = ${path.join(folder, 'pgbouncer.log')}`],
      ].join('\n'),
    );
    execFileSync('chmod', ['-R', 'a+rwX', folder]);
    const user = process.getuid?.() === 0 ? ['-u', 'postgres'] : [];
    running = spawn(pooler ?? '', ['-q', ...user, settings], { stdio: 'ignore' });
    url = `postgresql://postgres@127.0.0.1:${listening}/pooled`;
    const isUp = () => expect(readFileSync(path.join(folder, 'pgbouncer.log'), 'utf8')).toContain('process up');
    await vi.waitFor(isUp, { timeout: 60_000 });
  });
  afterAll(() => running?.kill());

  it('lets two portals start 5 times out of 5 beside the load of others', async () => {
    const direct = await openServerPostgres(address(postgres?.url ?? ''));
    await direct.pool.query('create database pooled');
    const owner = await openServerPostgres(address(url.replace(/:\d+/, `:${port}`)));
    const foreign = await openServerPostgres(address(url));
    let goesOn = true;
    const load = Array.from({ length: 4 }, async () => {
      while (goesOn) await foreign.pool.query('select pg_sleep(0.01)');
    });
    for (let round = 0; round < 5; round += 1) {
      await owner.pool.query('drop schema public cascade; create schema public');
      const portals = await Promise.all([openServerPostgres(address(url)), openServerPostgres(address(url))]);
      const applied = await Promise.all(
        portals.map(async ({ pool }) => {
          const client = await pool.connect();
          const names = await migrate(client, MIGRATIONS);
          client.release();
          return names;
        }),
      );
      expect(new Set(applied.flat()).size).toBe(applied.flat().length);
      expect(applied.flat().length).toBeGreaterThan(5);
      await Promise.all(portals.map(({ close }) => close()));
    }
    goesOn = false;
    await Promise.all(load);
    await Promise.all([direct.close(), owner.close(), foreign.close()]);
  });
});
