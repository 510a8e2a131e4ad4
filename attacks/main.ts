// npm run attacks: tries what strangers try, against a portal of its own and its embedded tenant. Ends with 1 where one got
// further than it may. Writes the counts to docs/attacks.md. --short is what npm test runs; names of groups run those alone.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { EVIDENCE } from '../e2e/support/evidence';
import { startServers } from '../e2e/support/servers';
import { groups } from './groups';
import { attacksPage } from './support/attacks-page';
import { type GroupResult, tally } from './support/tally';
import { openWorld } from './support/world';

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const MOST_SHOWN = 20;

// Beside what the e2e tests leave behind, which their next run removes.
const folder = path.join('..', 'attacks');
rmSync(path.join(EVIDENCE, folder), { recursive: true, force: true });
const servers = await startServers(folder, { LOG_LEVEL: 'info' });
const results: GroupResult[] = [];
try {
  const world = await openWorld(servers, { whole: !values.short });
  for (const group of groups.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    const began = performance.now();
    const { count, result } = tally(group.id, group.title);
    await group.run(world, count).catch((error: unknown) => count('the group ended', false, error));
    const { tried, wrong } = result();
    results.push(result());
    const seconds = Math.round((performance.now() - began) / 1_000);
    say(`${group.id} ${group.title}: ${tried} tried, ${wrong.length} wrong, ${seconds} s`);
    for (const one of wrong.slice(0, MOST_SHOWN)) say(`  ${one}`);
  }
} finally {
  await servers.stop();
}
const tried = results.reduce((sum, result) => sum + result.tried, 0);
const wrong = results.reduce((sum, result) => sum + result.wrong.length, 0);
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/attacks.json', JSON.stringify({ passed: tried - wrong, failed: wrong, skipped: 0 }));
if (!values.short && positionals.length === 0) {
  const PAGE = 'docs/attacks.md';
  const options = await resolveConfig(PAGE);
  writeFileSync(PAGE, await format(attacksPage(results), { ...options, filepath: PAGE }));
}
say(`${tried} attacks, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
