import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { getHealth } from './health-handler';

const kind = environment().DATABASE_URL ? 'server' : 'embedded';

beforeAll(() => database());
afterAll(closeDatabase);

describe('getHealth', () => {
  // A server's settings belong to everybody; the embedded database has one session, of this process.
  it.runIf(kind === 'embedded')('is not well while the database takes no writes', async () => {
    const { prisma } = await database();
    await prisma.$executeRawUnsafe('set default_transaction_read_only = on');
    expect(await getHealth()).toMatchObject({ status: 'unavailable', database: { status: 'read-only', kind } });
    await prisma.$executeRawUnsafe('set default_transaction_read_only = off');
  });

  it('is well when the database answers and takes writes', async () => {
    expect(await getHealth()).toMatchObject({ status: 'ok', database: { status: 'ok', kind } });
  });
});
