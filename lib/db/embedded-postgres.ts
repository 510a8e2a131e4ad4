import 'server-only';
import { mkdirSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { z } from 'zod';
import { lockDataDirectory } from './data-directory';
import { beginMaking, endMaking, judgeFolder, readIdentity, writeIdentity } from './database-folder';
import { isDiskFull } from './disk-space';
import { EmbeddedInstance, startPGlite } from './embedded-instance';
import { causeOfFailure, folderProblem } from './folder-problem';
import { watchFolder } from './folder-watch';
import { PGliteStream } from './pglite-stream';
import { DatabaseStartProblem } from './start-problem';
import { statementNames } from './statement-names';

export type PostgresPool = {
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
  /** Abandons what may no longer be trusted; the next statement waits for the recovery. Embedded only. */
  readonly restart?: () => void;
  /** Whether changes are refused for want of space. Embedded only. */
  readonly isDiskFull?: () => boolean;
  /** Waits for a statement, and fails it when the server has stopped answering. Server only. */
  readonly watch?: <Value>(statement: () => Promise<Value>) => Promise<Value>;
  /** Gives a statement the name under which it is prepared once; absent where none is to be. */
  readonly nameStatement?: (sql: string) => string;
};

/**
 * PostgreSQL inside this process, its files in the directory: for one portal on one host. It is made where there never
 * was one, and nowhere else.
 *
 * @throws DatabaseStartProblem when it is damaged or gone, Error when another process has it open
 */
export async function openEmbeddedPostgres(directory: string): Promise<PostgresPool> {
  makeFolder(directory);
  const release = await lockDataDirectory(directory);
  try {
    const database = await openFolder(directory);
    const surroundings = {
      open: () => startPGlite(directory),
      check: watchFolder(directory),
      isDiskFull: () => isDiskFull(directory),
    };
    const pool = poolOf(new EmbeddedInstance(database, surroundings), release);
    return { ...pool, isDiskFull: surroundings.isDiskFull };
  } catch (error) {
    release();
    throw error;
  }
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderProblem(directory, causeOfFailure(error, []));
  }
}

async function openFolder(directory: string): Promise<PGlite> {
  const lines: string[] = [];
  try {
    const isNew = judgeFolder(directory) === 'new';
    if (isNew) beginMaking(directory);
    const database = await startPGlite(directory, lines);
    const identity = await readDatabaseIdentity(database);
    if (isNew) endMaking(directory, { database: identity, hasTables: false });
    else await requireSame(database, directory, identity);
    return database;
  } catch (error) {
    if (error instanceof DatabaseStartProblem) throw error;
    throw folderProblem(directory, causeOfFailure(error, lines));
  }
}

const identityRows = z.array(z.object({ id: z.string() })).length(1);

/** PostgreSQL gives each database that it makes a number of its own. */
async function readDatabaseIdentity(database: PGlite): Promise<string> {
  const { rows } = await database.query('select system_identifier::text as id from pg_control_system()');
  const [row] = identityRows.parse(rows);
  return row?.id ?? '';
}

async function requireSame(database: PGlite, directory: string, found: string): Promise<void> {
  const expected = readIdentity(directory);
  // A restored copy, or one of a release that wrote none.
  if (!expected) writeIdentity(directory, { database: found, hasTables: false });
  if (!expected || expected.database === found) return;
  await database.close();
  throw new DatabaseStartProblem(
    `The embedded database in ${directory} is another one (${found}) than this folder had before (${expected.database}).`,
    `Put the right one back; or, if this one is meant, delete ${directory}.identity and start again.`,
  );
}

function poolOf(instance: EmbeddedInstance, release: () => void): PostgresPool {
  // PGlite has one session: the pool's queue gives each transaction its turn.
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    stream: () => new PGliteStream(instance),
  });
  // A stream that refuses must not end the process; the statement that met it fails.
  pool.on('error', () => undefined);
  return {
    pool,
    nameStatement: statementNames(),
    restart() {
      const serving = instance.find();
      if (serving) instance.abandon(serving);
    },
    async close() {
      await pool.end();
      await instance.close();
      release();
    },
  };
}
