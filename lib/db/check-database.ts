import 'server-only';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PoolClient } from 'pg';
import { environment } from '@/lib/env';
import { judgeContents } from './embedded-contents';
import { openEmbeddedPostgres, type PostgresPool } from './embedded-postgres';
import { freeBytes } from './disk-space';
import { folderProblem } from './folder-problem';
import { countMissing } from './migrate';
import { openServerPostgres } from './server-postgres';
import { DatabaseStartProblem } from './start-problem';
import { findDamage, hasTables } from './table-check';

/**
 * Looks whether the portal can start on the database that the environment names, and changes nothing in it: every table
 * is read, whatever its size. An embedded one must not be open elsewhere.
 *
 * @returns what was found, in sentences
 * @throws DatabaseStartProblem, or Error with a sentence, for what would keep the portal from starting
 */
export async function checkDatabase(): Promise<readonly string[]> {
  const { DATABASE_URL, DATA_DIR } = environment();
  if (DATABASE_URL) {
    const { host, port, database, tls } = DATABASE_URL;
    const said = await inspect(await openServerPostgres(DATABASE_URL), refuseDamage);
    return [`PostgreSQL at ${host}:${port}/${database}, ${tls === 'none' ? 'in clear text' : 'by TLS'}.`, ...said];
  }
  const directory = path.join(DATA_DIR, 'portal');
  if (!existsSync(directory) && !existsSync(`${directory}.identity`)) {
    return [`There is no embedded database in ${directory} yet: the first start makes it.`];
  }
  const said = await inspect(await openEmbeddedPostgres(directory), async (client) => {
    await judgeContents(client, directory);
    const damage = await findDamage(client, Number.MAX_SAFE_INTEGER);
    if (damage) throw folderProblem(directory, damage);
  });
  const free = Math.round(freeBytes(directory) / 1024 / 1024);
  return [`The embedded database in ${directory}; ${free} MB are free on its disk.`, ...said];
}

async function refuseDamage(client: PoolClient): Promise<void> {
  const damage = await findDamage(client, Number.MAX_SAFE_INTEGER);
  if (!damage) return;
  throw new DatabaseStartProblem(
    `What the database (DATABASE_URL) has stored cannot be read: ${damage}.`,
    'Restore its backup.',
  );
}

async function inspect(opened: PostgresPool, judge: (client: PoolClient) => Promise<void>): Promise<readonly string[]> {
  const client = await opened.pool.connect();
  try {
    await judge(client);
    const missing = await countMissing(client, path.join(process.cwd(), 'prisma/migrations'));
    const tables = (await hasTables(client)) ? 'Every table can be read.' : 'It has no tables yet.';
    await client.query('begin; create table siem_connect_check (n int); rollback');
    return [tables, `${missing} migrations are missing; a start applies them.`, 'It takes changes.'];
  } finally {
    client.release();
    await opened.close();
  }
}
