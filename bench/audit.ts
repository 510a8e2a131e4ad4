import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../scripts/postgres.mjs';

const EVENTS = 100_000;
const REPLICAS = 2;

const start = promisify(execFile);

/** What a portal's process would have, and nothing that it does not need here. */
function environmentOf(url: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORTAL_URL: 'http://localhost:3000',
    ENTRA_TENANT_ID: randomUUID(),
    ENTRA_CLIENT_ID: randomUUID(),
    ENTRA_CLIENT_SECRET: 'of the bench',
    SESSION_SECRET: 'a session secret for measuring, long enough',
    LOG_LEVEL: 'silent',
    DATA_DIR: mkdtempSync(path.join(tmpdir(), 'siem-connect-bench-audit-')),
    DATABASE_URL: url,
  };
}

async function run(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> {
  const program = ['--conditions=react-server', '--import', 'tsx', 'bench/audit-run.ts', ...args];
  return (await start(process.execPath, program, { env, maxBuffer: 1 << 24 })).stdout;
}

/** An event in its chain against a row in a table; then two processes that write one chain at once. */
export async function compareAudit(): Promise<void> {
  console.log(`\nEmbedded database\n${await run(environmentOf(''), 'compare')}`);
  const postgres = await startPostgres();
  if (!postgres) {
    console.log('No PostgreSQL is installed: two replicas were not measured.');
    return;
  }
  try {
    const env = environmentOf(postgres.url);
    console.log(`${postgres.version}\n${await run(env, 'compare')}`);
    const tenantId = randomUUID();
    const began = performance.now();
    const each = String(EVENTS / REPLICAS);
    await Promise.all(Array.from({ length: REPLICAS }, () => run(env, 'write', tenantId, each)));
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(`${String(REPLICAS)} processes wrote ${EVENTS.toLocaleString('en')} events in ${seconds} s`);
    console.log(await run(env, 'verify', tenantId));
  } finally {
    postgres.stop();
  }
}
