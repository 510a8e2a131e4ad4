// npm run bench: how much more the product's own code costs than the plain way, measured in the same run. It prints
// ratios, which differ from machine to machine much less than times, and for the detections API whether they meet its
// goals. It fails for none of them. `npm run bench -- pages` runs one of them; `memory` runs only when it is named.
import { compareAudit } from './audit';
import { compareBudgets } from './budgets';
import { compareDetections } from './detections';
import { compareLongLists } from './long-list';
import { watchMemory } from './memory';
import { comparePages } from './pages';
import { compareSealing } from './sealing';
import { compareSiemFiles } from './siem-files';
import { runAgainstTenant } from './spawned-tenant';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  'siem-files': compareSiemFiles,
  sealing: compareSealing,
  audit: compareAudit,
  detections: compareDetections,
  async prerequisites() {
    process.exitCode = await runAgainstTenant('bench/prerequisites-round-trips.ts');
  },
  pages: comparePages,
  'long-list': compareLongLists,
  budgets: compareBudgets,
};

const [name, ...rest] = process.argv.slice(2);
if (name === undefined) for (const run of Object.values(benches)) await run();
else if (name === 'memory') await watchMemory(Number(rest[0] ?? 10));
else if (benches[name]) await benches[name]();
else {
  console.error(`There is no bench ${name}; there are ${[...Object.keys(benches), 'memory'].join(', ')}.`);
  process.exitCode = 1;
}
