import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environment } from '@/lib/env';
import { closeDatabase, database } from './database';
import { DatabaseUnavailable } from './database-unavailable';
import { checkpoint, probeDatabase } from './maintenance';

const kind = environment().DATABASE_URL ? 'server' : 'embedded';

beforeAll(() => database());
afterAll(closeDatabase);

describe('probeDatabase', () => {
  // A server's settings belong to everybody; the embedded database has one session, of this process.
  it.runIf(kind === 'embedded')('tells a database that takes no writes, and so does each write', async () => {
    const { prisma } = await database();
    await prisma.$executeRawUnsafe('set default_transaction_read_only = on');
    expect(await probeDatabase()).toEqual({ kind, state: 'read-only' });
    // A connection on which a statement failed is reset.
    await prisma.$executeRawUnsafe('set default_transaction_read_only = on');
    const key = `read-only-${randomUUID()}`;
    await expect(prisma.rateLimiterFlexible.create({ data: { key, points: 1 } })).rejects.toThrow(DatabaseUnavailable);
    await prisma.$executeRawUnsafe('set default_transaction_read_only = off');
  });

  it('tells which database it is, and that it takes writes', async () => {
    expect(await probeDatabase()).toEqual({ kind, state: 'ok' });
  });
});

describe('checkpoint', () => {
  it.runIf(kind === 'embedded')('lets the embedded database forget its log of changes', async () => {
    const { prisma } = await database();
    const start = () => prisma.$queryRawUnsafe('select redo_lsn::text from pg_control_checkpoint()');
    const before = await start();
    await prisma.rateLimiterFlexible.create({ data: { key: `log-${randomUUID()}`, points: 1 } });
    await checkpoint();
    expect(await start()).not.toEqual(before);
  });
});
