// npm test: installs what is missing, then everything that can be checked. Its last line is "N passed, N failed".
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { npm } from './npm.mjs';
import { say } from './preflight.mjs';
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { preparePackages, prepareClient } = await import('./prepare.mjs');
const { findChromium } = await import('./chromium.mjs');
const { startPostgres } = await import('./postgres.mjs');

const total = { passed: 0, failed: 0 };

/** @param {string} what @param {{ passed: number, failed: number }} result */
function count(what, { passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  say(`— ${what}: ${passed} passed, ${failed} failed`);
}

/**
 * A check that passes or fails as one.
 * @param {string} script of package.json
 * @param {readonly string[]} args
 */
function check(script, args = []) {
  say(`\n— npm run ${script}`);
  const ok = runScript(script, args) === 0;
  count(script, { passed: Number(ok), failed: Number(!ok) });
  return ok;
}

/** @param {string} script @param {readonly string[]} args @param {Record<string, string>} env */
function runScript(script, args, env = {}) {
  return npm(['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], env).status;
}

/** A run whose own report says how many passed. A run that ends badly without a failed test counts as one failure.
 * @param {string} what @param {string} report @param {(report: unknown) => { passed: number, failed: number }} read
 * @param {() => number | null} start */
function suite(what, report, read, start) {
  say(`\n— ${what}`);
  rmSync(report, { force: true });
  const status = start();
  let result = { passed: 0, failed: 0 };
  try {
    result = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    say(`${what} left no report.`);
  }
  if (status !== 0 && result.failed === 0) result.failed = 1;
  count(what, result);
}

/** @param {any} report */
const fromVitest = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });
/** @param {any} report */
const fromPlaywright = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected });

/** @param {string} what @param {readonly string[]} filters @param {Record<string, string>} env */
function units(what, filters, env = {}) {
  const report = 'test-results/units.json';
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  suite(what, report, fromVitest, () => runScript('unit', args, env));
}

function stories() {
  const browser = findChromium();
  if (!browser) {
    say('There is no Chromium, and none could be installed. Install one, or name it with CHROMIUM_PATH.');
    count('Stories in the browser', { passed: 0, failed: 1 });
    return;
  }
  const report = 'test-results/e2e.json';
  suite('Stories in the browser', report, fromPlaywright, () => runScript('e2e', [], { CHROMIUM_PATH: browser }));
}

preparePackages();
prepareClient();
mkdirSync('test-results', { recursive: true });
for (const script of ['locked', 'typecheck', 'lint', 'walls', 'unused', 'format']) check(script);
check('migration', ['--check']);
check('catalogue', ['--check']);
units('Unit tests, embedded database', []);
const postgres = await startPostgres();
if (postgres) {
  try {
    // What is pure would say the same again.
    const filters = ['lib', '--exclude', 'lib/{siem,detections,doctor,cloud,graph,entra,http,defender,locale,seal}/**'];
    units(`Unit tests again, on ${postgres.version}`, filters, { DATABASE_URL: postgres.url });
  } finally {
    postgres.stop();
  }
} else {
  say('\nNo PostgreSQL is installed (or root has no postgres user): its tests did not run.');
}
if (check('build')) stories();

say(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
