import 'server-only';
import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { lockDataDirectory } from './data-directory';
import { DurableNodeFS } from './durable-node-fs';
import { PGliteStream } from './pglite-stream';
import { statementNames } from './statement-names';

/** Without `-F` PostgreSQL calls fsync; fdatasync does nothing in this build, so it is told to use the other. */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=8MB'],
];

export type PostgresPool = {
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
  /** Gives a statement the name under which it is prepared once; absent where none is to be. */
  readonly nameStatement?: (sql: string) => string;
};

/**
 * PostgreSQL inside this process, its files in the directory: for one portal on one host.
 *
 * @throws Error when another process has it open
 */
export async function openEmbeddedPostgres(directory: string): Promise<PostgresPool> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const release = await lockDataDirectory(directory);
  const database = await PGlite.create({ fs: new DurableNodeFS(directory), startParams: START_PARAMETERS });
  // PGlite has one session: the pool's queue gives each transaction its turn.
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    stream: () => new PGliteStream(database),
  });
  return {
    pool,
    nameStatement: statementNames(),
    async close() {
      await pool.end();
      await database.close();
      release();
    },
  };
}
