import { execFile } from 'node:child_process';
import fs, { mkdtempSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { environment } from '@/lib/env';
import { closeDatabase, database } from './database';
import { DatabaseUnavailable, isDatabaseUnavailable } from './database-unavailable';
import { lockDataDirectory } from './data-directory';
import { openEmbeddedPostgres } from './embedded-postgres';
import { migrate } from './migrate';

/** Counts the calls of fsync in this process from here on. */
function countFsync() {
  const original = fs.fsyncSync;
  const count = { calls: 0 };
  fs.fsyncSync = (descriptor) => {
    count.calls += 1;
    original(descriptor);
  };
  syncBuiltinESMExports();
  return count;
}

afterAll(closeDatabase);

describe('the database', () => {
  it('opens with every migration applied, once however many ask', async () => {
    const opened = await Promise.all([database(), database(), database()]);
    expect(new Set(opened).size).toBe(1);
    const [{ prisma, kind }] = opened;
    expect(kind).toBe(environment().DATABASE_URL ? 'server' : 'embedded');
    expect(await prisma.connector.count({ where: { tenantId: 'nobody' } })).toBe(0);
  });

  it('keeps transactions apart', async () => {
    const { prisma } = await database();
    const key = `apart-${crypto.randomUUID()}`;
    const broken = prisma.$transaction(async (tx) => {
      await tx.rateLimiterFlexible.create({ data: { key, points: 1 } });
      throw new Error('rolled back');
    });
    const other = prisma.rateLimiterFlexible.create({ data: { key: `${key}-other`, points: 1 } });
    await expect(broken).rejects.toThrow('rolled back');
    await other;
    expect(await prisma.rateLimiterFlexible.findMany({ where: { key: { startsWith: key } } })).toHaveLength(1);
  });

  it('lets exactly one of many win a conditional update', async () => {
    const { prisma } = await database();
    const key = `claim-${crypto.randomUUID()}`;
    await prisma.rateLimiterFlexible.create({ data: { key, points: 0 } });
    const claims = Array.from({ length: 50 }, () =>
      prisma.rateLimiterFlexible.updateMany({ where: { key, points: 0 }, data: { points: 1 } }),
    );
    const won = (await Promise.all(claims)).filter(({ count }) => count === 1);
    expect(won).toHaveLength(1);
  });
});

describe('the embedded database', { timeout: 120_000 }, () => {
  const fresh = () => path.join(mkdtempSync(path.join(tmpdir(), 'siem-connect-db-')), 'portal');

  it('calls fsync for every commit', async () => {
    const { pool, close } = await openEmbeddedPostgres(fresh());
    await pool.query('create table t (n int)');
    const fsync = countFsync();
    for (let n = 0; n < 5; n += 1) await pool.query('insert into t values ($1)', [n]);
    expect(fsync.calls).toBeGreaterThanOrEqual(5);
    await close();
  });

  it('refuses a second process, and lets go when the first is killed', async () => {
    const directory = path.dirname(fresh());
    const release = await lockDataDirectory(directory);
    await expect(lockDataDirectory(directory)).rejects.toThrow(`in use by process ${process.pid}`);
    release();
    const script = `
      const net = require('node:net');
      net.createServer().listen(${JSON.stringify(path.join(directory, 'lock.sock'))}, () => process.kill(process.pid, 'SIGKILL'));`;
    await promisify(execFile)(process.execPath, ['-e', script]).catch(() => undefined);
    (await lockDataDirectory(directory))();
  });

  it('keeps what was committed, and migrates a second time without doing anything', async () => {
    const directory = fresh();
    const first = await openEmbeddedPostgres(directory);
    const client = await first.pool.connect();
    expect(await migrate(client, 'prisma/migrations')).not.toHaveLength(0);
    client.release();
    await first.pool.query(`insert into "RateLimiterFlexible" values ('kept', 1, null)`);
    await first.close();
    const second = await openEmbeddedPostgres(directory);
    const again = await second.pool.connect();
    expect(await migrate(again, 'prisma/migrations')).toEqual([]);
    again.release();
    expect((await second.pool.query('select key from "RateLimiterFlexible"')).rows).toEqual([{ key: 'kept' }]);
    await second.close();
  });
});

describe('isDatabaseUnavailable', () => {
  it('tells "no database" from "wrong statement"', () => {
    expect(isDatabaseUnavailable(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe(true);
    expect(isDatabaseUnavailable(Object.assign(new Error('x'), { code: '25006' }))).toBe(true);
    expect(isDatabaseUnavailable(new Error('outer', { cause: { code: '57P01' } }))).toBe(true);
    expect(isDatabaseUnavailable(Object.assign(new Error('duplicate'), { code: 'P2002' }))).toBe(false);
    expect(isDatabaseUnavailable(null)).toBe(false);
  });

  it('tells it of a raw query as well, whose code says nothing', () => {
    const failed = (kind: string) => {
      const driverAdapterError = new Error(kind, { cause: { kind } });
      return Object.assign(new Error('Raw query failed.'), { code: 'P2010', meta: { driverAdapterError } });
    };
    expect(isDatabaseUnavailable(failed('DatabaseNotReachable'))).toBe(true);
    expect(isDatabaseUnavailable(failed('SocketTimeout'))).toBe(true);
    expect(isDatabaseUnavailable(failed('ColumnNotFound'))).toBe(false);
  });

  it.each([
    ['disk-full', { code: '53100' }],
    ['folder-gone', { code: '58000' }],
    ['damaged', { code: 'XX001' }],
    ['read-only', { code: '25006' }],
    ['not-answering', new Error('Query read timeout')],
    ['unreachable', { code: 'ECONNREFUSED' }],
  ])('tells %s from other reasons, through what the driver makes of it', (reason, cause) => {
    const wrapped = Object.assign(new Error('Raw query failed.'), {
      code: 'P2010',
      meta: { driverAdapterError: { cause } },
    });
    expect(new DatabaseUnavailable(wrapped).reason).toBe(reason);
  });

  it('reaches the error page by its digest', () => {
    expect(new DatabaseUnavailable(null).digest).toBe('database-unavailable');
  });
});

describe('migrations', () => {
  it('use the server’s own dialect only: one history for both databases', () => {
    expect(readFileSync('prisma/migrations/migration_lock.toml', 'utf8')).toContain('postgresql');
  });
});
