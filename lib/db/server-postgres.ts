import 'server-only';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import pg from 'pg';
import type { DatabaseAddress } from '@/lib/settings/database-address';
import type { PostgresPool } from './embedded-postgres';
import { serverProblem } from './server-problem';
import { DatabaseStartProblem } from './start-problem';
import { Watchdog } from './watchdog';

const CONNECT_TIMEOUT_MS = 4_000;
const PING_TIMEOUT_MS = 2_000;

/** No statement of the portal comes near it. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Nothing of a connection is asked for that a pooler would have to keep. */
const PLAIN = { application_name: 'siem-connect', query_timeout: STATEMENT_TIMEOUT_MS + 5_000 };

/** What PostgreSQL itself bounds, for when this process is the one that is halted. */
const BOUNDED = {
  ...PLAIN,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  idle_in_transaction_session_timeout: 2 * STATEMENT_TIMEOUT_MS,
};

/**
 * Opens a PostgreSQL server, or a pooler in front of one.
 *
 * @throws DatabaseStartProblem when it cannot be reached now
 */
export async function openServerPostgres(address: DatabaseAddress): Promise<PostgresPool> {
  const basics: pg.PoolConfig = {
    connectionString: address.connectionString,
    ssl: readTls(address),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
  const config = { ...basics, ...((await takesTimeouts(address, { ...basics, ...BOUNDED })) ? BOUNDED : PLAIN) };
  const pool = new pg.Pool(config);
  const clients = new Set<pg.PoolClient>();
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    clients.add(client);
    client.on('error', () => undefined);
  });
  pool.on('remove', (client) => clients.delete(client));
  const watchdog = new Watchdog({
    ping: () => ping({ ...config, connectionTimeoutMillis: PING_TIMEOUT_MS, query_timeout: PING_TIMEOUT_MS }),
    cut: () => clients.forEach((client) => void endConnection(client)),
  });
  return { pool, close: () => pool.end(), watch: (statement) => watchdog.watch(statement) };
}

/** A connection on which a statement waits is cut, and the statement fails. */
async function endConnection(client: pg.PoolClient): Promise<void> {
  if ('end' in client && typeof client.end === 'function') await Promise.resolve(client.end()).catch(() => undefined);
}

/** A server that answers with an error answers. */
async function ping(config: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** Poolers refuse settings of a connection that they cannot keep. */
async function takesTimeouts(address: DatabaseAddress, config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && /unsupported startup parameter/i.test(error.message)) return false;
    throw serverProblem(address, error);
  } finally {
    void client.end().catch(() => undefined);
  }
}

function readTls({ tls, files, host }: DatabaseAddress): pg.PoolConfig['ssl'] {
  if (tls === 'none') return false;
  return {
    ...(files.root ? { ca: readPem('sslrootcert', files.root) } : {}),
    ...(files.certificate ? { cert: readPem('sslcert', files.certificate) } : {}),
    ...(files.key ? { key: readPem('sslkey', files.key) } : {}),
    rejectUnauthorized: true,
    ...(tls === 'chain' ? { checkServerIdentity: () => undefined } : isIP(host) ? {} : { servername: host }),
  };
}

function readPem(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new DatabaseStartProblem(
      `The file ${file}, which ${setting} in DATABASE_URL names, cannot be read.`,
      'Correct the path, or let the user that runs the portal read it.',
    );
  }
}
