import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { z } from 'zod';
import { openServerPostgres } from '../lib/db/server-postgres';
import type { Environment } from '../lib/env';
import { type Finding, ok, problem, unknown } from './finding';

type Address = NonNullable<Environment['DATABASE_URL']>;

/** The database of the settings: reachable, with what the portal needs there. Nothing is made or migrated. */
export function checkDatabase({
  DATABASE_URL,
  DATA_DIR,
}: Pick<Environment, 'DATABASE_URL' | 'DATA_DIR'>): Promise<readonly Finding[]> {
  return DATABASE_URL ? checkServer(DATABASE_URL) : Promise.resolve([checkFolder(DATA_DIR)]);
}

const stateSchema = z.tuple([
  z.object({
    version: z.string(),
    account: z.string(),
    may_create: z.boolean(),
    tls: z.boolean(),
    read_only: z.boolean(),
    known: z.boolean(),
  }),
]);

const STATE = `
  select current_setting('server_version') as version, current_user as account,
         has_schema_privilege(current_user, current_schema(), 'create') as may_create,
         coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as tls,
         pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as read_only,
         to_regclass('"_prisma_migrations"') is not null as known`;

async function checkServer(address: Address): Promise<readonly Finding[]> {
  const opened = await openServerPostgres(address).catch((error: unknown) => error);
  if (!isOpened(opened)) {
    const says = opened instanceof Error ? opened.message : 'The database (DATABASE_URL) cannot be opened.';
    return [problem('database', says, 'docs/operations.md has each of these sentences.')];
  }
  try {
    const [state] = stateSchema.parse((await opened.pool.query(STATE)).rows);
    return judge(state);
  } finally {
    await opened.close();
  }
}

function isOpened(opened: unknown): opened is Awaited<ReturnType<typeof openServerPostgres>> {
  return typeof opened === 'object' && opened !== null && 'pool' in opened;
}

function judge({
  version,
  account,
  may_create,
  tls,
  read_only,
  known,
}: z.infer<typeof stateSchema>[0]): readonly Finding[] {
  const place = `PostgreSQL ${version}, as ${account}, ${tls ? 'over TLS' : 'without TLS'}`;
  if (read_only) {
    return [
      problem('database', `${place}: it takes no writes now.`, 'Connect to the primary, or end its read-only state.'),
    ];
  }
  if (!may_create) {
    const remedy = `Let it make tables: grant create on schema public to "${account}".`;
    return [problem('database', `${place}: this account may not make tables.`, remedy)];
  }
  return [
    ok('database', `The database answers: ${place}.`),
    ok('database', known ? 'It has the tables of a portal.' : 'It is empty: the first start makes the tables.'),
  ];
}

/** An embedded database is one process's own: while a portal runs, nobody else may open it. */
function checkFolder(folder: string): Finding {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const remedy = 'Make it writable for the user that runs the portal, or choose another with DATA_DIR.';
    return problem('database', `The data folder ${folder} cannot be written.`, remedy);
  }
  if (!existsSync(`${folder}/portal`)) return ok('database', `The embedded database will be made in ${folder}.`);
  return unknown(
    'database',
    `There is an embedded database in ${folder}; it is not opened here.`,
    'While no portal runs, npm run database -- check looks into it.',
  );
}
