// npm run chaos: kills the portal at random moments of all flows and counts what is lost. Ends with 1 on a loss.
// --record writes the run to docs/chaos.md.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { format, resolveConfig } from 'prettier';
import { startPostgres } from '../../scripts/postgres.mjs';
import { EVIDENCE } from '../support/evidence';
import { deleteRow } from '../support/forget-connector';
import { startServers } from '../support/servers';
import { tenantControl } from '../support/tenant-control';
import { recordRun } from './chaos-page';
import { runChaos } from './chaos-run';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    database: { type: 'string', default: 'embedded' },
    record: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const seed = Number(values.seed);
// Beside what the e2e tests leave behind, which their next run removes.
const name = path.join('..', 'chaos', `${values.database}-${seed}`);
rmSync(path.join(EVIDENCE, name), { recursive: true, force: true });
const postgres = values.database === 'server' ? await startPostgres() : null;
if (values.database === 'server' && !postgres) throw new Error('No PostgreSQL is installed.');
const servers = await startServers(name, postgres ? { DATABASE_URL: postgres.url } : {});
const database = postgres?.version ?? 'PGlite, the embedded database';
say(`seed ${seed}, ${values.kills} kills, ${database}`);

async function forgetRow(connectorId: string): Promise<void> {
  if (!postgres) return deleteRow(servers.folder, { column: 'id', value: connectorId });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rowCount } = await client.query('delete from "Connector" where "id" = $1', [connectorId]);
  await client.end();
  if (rowCount !== 1) throw new Error(`${rowCount ?? 0} connectors have the id ${connectorId}`);
}

const begun = performance.now();
try {
  const report = await runChaos(servers, { seed, kills: Number(values.kills), say, forgetRow });
  const { kills, flows, losses } = report;
  const seconds = Math.round((performance.now() - begun) / 1_000);
  for (const loss of losses) say(loss);
  if (losses.length > 0) say(JSON.stringify(await tenantControl(servers.tenantUrl).state(), null, 2));
  const done = Object.entries(flows).map(([flow, times]) => `${flow} ${times}`);
  say(`seed ${seed}: ${kills} kills, flows: ${done.join(', ')}; ${losses.length} losses; ${seconds} s`);
  if (values.record) {
    const PAGE = 'docs/chaos.md';
    const page = recordRun(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : null, {
      ...report,
      database,
      seed,
      seconds,
    });
    writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
  }
  process.exitCode = losses.length > 0 ? 1 : 0;
} finally {
  await servers.stop();
  postgres?.stop();
}
