// npm test: installs what is missing, then everything that can be checked. Its last line is "N passed, N failed".
// npm test -- --quick: the units of the folders that have changed, and five e2e tests. docs/testing.md has the layout.
import { mkdirSync } from 'node:fs';
import { npm } from './npm.mjs';
import { say } from './preflight.mjs';
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { preparePackages, prepareClient } = await import('./prepare.mjs');
const { conclude } = await import('./test-tally.mjs');

preparePackages();
prepareClient();
mkdirSync('test-results', { recursive: true });
// Types of the routes: lint, types and the build must not write and read them at the same time.
npm(['run', '--silent', 'routes']);
const { testEverything, testQuickly } = await import('./test-run.mjs');
const beganAt = Date.now();
await (process.argv.includes('--quick') ? testQuickly() : testEverything());
say(`\nThe tests took ${Math.round((Date.now() - beganAt) / 1_000)} s.`);
conclude();
