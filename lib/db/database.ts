import 'server-only';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '@/generated/prisma/client';
import { environment } from '@/lib/env';
import type { DatabaseAddress } from '@/lib/settings/database-address';
import { DatabaseUnavailable, isDatabaseUnavailable } from './database-unavailable';
import { judgeContents, noteTables } from './embedded-contents';
import { openEmbeddedPostgres, type PostgresPool } from './embedded-postgres';
import { migrate } from './migrate';
import { openServerPostgres } from './server-postgres';
import { serverProblem } from './server-problem';

/** The only maker of a Prisma client. */
export type Database = {
  readonly prisma: PortalPrismaClient;
  readonly kind: 'embedded' | 'server';
  /** Lets the next statement meet a PostgreSQL that has recovered; embedded only. */
  readonly restart?: () => void;
  readonly close: () => Promise<void>;
};

/** Opens the database that the environment names and brings its schema up to date. */
async function openDatabase(): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = environment();
  const opened = DATABASE_URL ? await openServer(DATABASE_URL) : await openEmbedded(path.join(DATA_DIR, 'portal'));
  const prisma = createClient(opened);
  return {
    prisma,
    kind: DATABASE_URL ? 'server' : 'embedded',
    ...(opened.restart ? { restart: opened.restart } : {}),
    async close() {
      await prisma.$disconnect();
      await opened.close();
    },
  };
}

async function openServer(address: DatabaseAddress): Promise<PostgresPool> {
  const opened = await openServerPostgres(address);
  return prepared(opened, async (client) => {
    try {
      await migrate(client, MIGRATIONS);
    } catch (error) {
      throw error instanceof pg.DatabaseError || isDatabaseUnavailable(error) ? serverProblem(address, error) : error;
    }
  });
}

async function openEmbedded(directory: string): Promise<PostgresPool> {
  const opened = await openEmbeddedPostgres(directory);
  return prepared(opened, async (client) => {
    await judgeContents(client, directory);
    await migrate(client, MIGRATIONS);
    noteTables(directory);
  });
}

const MIGRATIONS = path.join(process.cwd(), 'prisma/migrations');

/** What cannot be prepared is closed again. */
async function prepared(
  opened: PostgresPool,
  prepare: (client: pg.PoolClient) => Promise<void>,
): Promise<PostgresPool> {
  try {
    const client = await opened.pool.connect();
    try {
      await prepare(client);
    } finally {
      client.release();
    }
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

export type PortalPrismaClient = ReturnType<typeof createClient>;

/**
 * A client whose statements say in one way that there is no database to ask, and whose errors do not print what was
 * asked with.
 */
function createClient({ pool, nameStatement, watch, isDiskFull }: PostgresPool) {
  const options = nameStatement && {
    statementNameGenerator: ({ sql }: { readonly sql: string }) => nameStatement(sql),
  };
  return new PrismaClient({ adapter: new PrismaPg(pool, options), errorFormat: 'minimal' }).$extends({
    query: {
      async $allOperations({ args, query }): Promise<unknown> {
        try {
          return await (watch ? watch(() => query(args)) : query(args));
        } catch (error) {
          if (!isDatabaseUnavailable(error)) throw error;
          // An embedded database refuses changes before its disk is full.
          throw isDiskFull?.() ? new DatabaseUnavailable(error, 'disk-full') : new DatabaseUnavailable(error);
        }
      },
    },
  });
}

// Development reloads modules; the process must still hold one database.
declare global {
  var siemConnectDatabase: Promise<Database> | undefined;
}

/** The process's database, opened at first use. A failed opening is tried again by the next caller. */
export function database(): Promise<Database> {
  globalThis.siemConnectDatabase ??= openDatabase().catch((error: unknown) => {
    globalThis.siemConnectDatabase = undefined;
    throw isDatabaseUnavailable(error) ? new DatabaseUnavailable(error) : error;
  });
  return globalThis.siemConnectDatabase;
}

export async function closeDatabase(): Promise<void> {
  const open = globalThis.siemConnectDatabase;
  globalThis.siemConnectDatabase = undefined;
  if (open) await (await open).close();
}
