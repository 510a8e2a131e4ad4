// npm run chaos: kills the portal at random moments of all flows and counts what is lost. Ends with 1 on a loss.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/postgres.mjs';
import { EVIDENCE } from '../support/evidence';
import { startServers } from '../support/servers';
import { tenantControl } from '../support/tenant-control';
import { runChaos } from './chaos-run';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    database: { type: 'string', default: 'embedded' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const seed = Number(values.seed);
// Beside what the stories leave behind, which their next run removes.
const name = path.join('..', 'chaos', `${values.database}-${seed}`);
rmSync(path.join(EVIDENCE, name), { recursive: true, force: true });
const postgres = values.database === 'server' ? await startPostgres() : null;
if (values.database === 'server' && !postgres) throw new Error('No PostgreSQL is installed.');
const servers = await startServers(name, postgres ? { DATABASE_URL: postgres.url } : {});
say(`seed ${seed}, ${values.kills} kills, ${postgres?.version ?? 'embedded database'}`);
const begun = performance.now();
try {
  const { kills, flows, losses } = await runChaos(servers, { seed, kills: Number(values.kills), say });
  const seconds = Math.round((performance.now() - begun) / 1_000);
  for (const loss of losses) say(loss);
  if (losses.length > 0) say(JSON.stringify(await tenantControl(servers.tenantUrl).state(), null, 2));
  const done = Object.entries(flows).map(([flow, times]) => `${flow} ${times}`);
  say(`seed ${seed}: ${kills} kills, flows: ${done.join(', ')}; ${losses.length} losses; ${seconds} s`);
  process.exitCode = losses.length > 0 ? 1 : 0;
} finally {
  await servers.stop();
  postgres?.stop();
}
