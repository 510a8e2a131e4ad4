import 'server-only';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '@/generated/prisma/client';
import { environment } from '@/lib/env';
import { DatabaseUnavailable, isDatabaseUnavailable } from './database-unavailable';
import { openEmbeddedPostgres, type PostgresPool } from './embedded-postgres';
import { migrate } from './migrate';

/** The only maker of a Prisma client. */
export type Database = {
  readonly prisma: PortalPrismaClient;
  readonly kind: 'embedded' | 'server';
  readonly close: () => Promise<void>;
};

const CONNECT_TIMEOUT_MS = 5_000;

/** Opens the database that the environment names and brings its schema up to date. */
async function openDatabase(): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = environment();
  const opened = DATABASE_URL
    ? openServerPostgres(DATABASE_URL)
    : await openEmbeddedPostgres(path.join(DATA_DIR, 'portal'));
  try {
    await migrateThrough(opened.pool);
  } catch (error) {
    await opened.close();
    throw error;
  }
  const prisma = createClient(opened);
  return {
    prisma,
    kind: DATABASE_URL ? 'server' : 'embedded',
    async close() {
      await prisma.$disconnect();
      await opened.close();
    },
  };
}

export type PortalPrismaClient = ReturnType<typeof createClient>;

/**
 * A client whose statements say in one way that there is no database to ask, and whose errors do not print what was
 * asked with.
 */
function createClient({ pool, nameStatement }: PostgresPool) {
  const options = nameStatement && {
    statementNameGenerator: ({ sql }: { readonly sql: string }) => nameStatement(sql),
  };
  return new PrismaClient({ adapter: new PrismaPg(pool, options), errorFormat: 'minimal' }).$extends({
    query: {
      async $allOperations({ args, query }): Promise<unknown> {
        try {
          return await query(args);
        } catch (error) {
          throw isDatabaseUnavailable(error) ? new DatabaseUnavailable(error) : error;
        }
      },
    },
  });
}

function openServerPostgres(connectionString: string): PostgresPool {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  return { pool, close: () => pool.end() };
}

async function migrateThrough(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await migrate(client, path.join(process.cwd(), 'prisma/migrations'));
  } finally {
    client.release();
  }
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
