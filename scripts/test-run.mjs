// The parts of a test run and their order: what uses one core goes beside something else, what uses all goes alone.
import { availableParallelism } from 'node:os';
import { changedFolders } from './changed-folders.mjs';
import { findChromium } from './chromium.mjs';
import { runInLanes } from './lanes.mjs';
import { npm, npmQuietly } from './npm.mjs';
import { startPostgres } from './postgres.mjs';
import { prepareDebianPrograms } from './debian-programs.mjs';
import { say } from './preflight.mjs';
import { countCheck, countSuite, forgetReport, fromAttacks, fromPlaywright, fromVitest } from './test-tally.mjs';

/** @typedef {import('./lanes.mjs').Task} Task */

/** Two lanes are the fewest: a build waits for its disk, too. */
const LANES = Math.max(2, Math.min(4, availableParallelism()));

/** The build looks at types by itself, unless it is told that somebody else does. */
const TYPES_CHECKED = { SIEM_CONNECT_TYPES: 'checked' };

/** One of the tests starts the tree of production. */
const FOR_PRODUCTION = { SIEM_CONNECT_OUTPUT: 'standalone' };

/** One of each kind: a whole road, a refusal, a renewal, a fault, a page without the tenant. */
const QUICK_E2E_TESTS = [
  'an operator connects HP ArcSight',
  'a person without a role is refused',
  'a new secret is shown once',
  'Undo removes what was made',
  'a viewer pastes a log',
];

/** @type {string | null} */
let browser = null;
let built = false;

/** @param {string} script of package.json @param {readonly string[]} [args] */
const command = (script, args = []) => ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])];

/** @param {string} script @param {readonly string[]} [args] @returns {Task} */
function check(script, args = []) {
  return {
    name: script,
    async work() {
      const { ok, output } = await npmQuietly(command(script, args));
      return `${output.trimEnd()}\n${countCheck(script, ok)}`;
    },
  };
}

/** @param {readonly string[]} after @param {Record<string, string>} env @returns {Task} */
function build(after, env) {
  return {
    ...{ name: 'build', after },
    async work() {
      const { ok, output } = await npmQuietly(command('build'), env);
      built = ok;
      return `${output.trimEnd()}\n${countCheck('build', ok)}`;
    },
  };
}

/** Where there is none it has to be installed, which is a wait for the network more than work. @type {Task} */
const chromium = {
  name: 'chromium',
  async work() {
    const found = await findChromium();
    browser = found.path;
    return `${found.output}${browser ?? 'There is no Chromium, and none could be installed. Name it with CHROMIUM_PATH.'}`;
  },
};

/** After it: both ask the same package manager. @type {Task} */
const debianPrograms = { name: 'programs of Debian', after: ['chromium'], work: prepareDebianPrograms };

/** @param {string} report @param {readonly string[]} args */
const unitArgs = (report, args) => [
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'],
  ...args,
];

/**
 * @param {string} what @param {readonly string[]} args
 * @param {Promise<void>} browsing some look at pages in Chromium where there is one
 * @returns {Task}
 */
function unitsBeside(what, args, browsing) {
  const report = 'test-results/units-beside.json';
  return {
    name: what,
    async work() {
      await browsing;
      forgetReport(report);
      const { ok, output } = await npmQuietly(command('unit', unitArgs(report, args)));
      return `${output.trimEnd()}\n${countSuite({ what, report, read: fromVitest, ok })}`;
    },
  };
}

/** @param {string} what @param {readonly string[]} args @param {Record<string, string>} [env] */
function units(what, args, env = {}) {
  const report = 'test-results/units.json';
  say(`\n— ${what}`);
  forgetReport(report);
  const ok = npm(command('unit', unitArgs(report, args)), env).status === 0;
  say(countSuite({ what, report, read: fromVitest, ok }));
}

/** @param {readonly string[]} [args] */
function e2eTests(args = []) {
  const what = 'End-to-end tests in the browser';
  const report = 'test-results/e2e.json';
  if (!built) return;
  say(`\n— ${what}`);
  forgetReport(report);
  const ok = browser !== null && npm(command('e2e', args), { CHROMIUM_PATH: browser }).status === 0;
  say(countSuite({ what, report, read: fromPlaywright, ok }));
}

/** What strangers try, in its short form. */
function attacks() {
  const what = 'Attacks';
  const report = 'test-results/attacks.json';
  if (!built) return;
  say(`\n— ${what}`);
  forgetReport(report);
  const ok = npm(command('attacks', ['--short'])).status === 0;
  say(countSuite({ what, report, read: fromAttacks, ok }));
}

async function unitsOnServer() {
  const postgres = await startPostgres();
  if (!postgres) {
    say('\nNo PostgreSQL is installed (or root has no postgres user): its tests did not run.');
    return;
  }
  try {
    const args = ['--project', 'database', 'lib'];
    units(`Units that use a database, on ${postgres.version}`, args, { DATABASE_URL: postgres.url });
  } finally {
    postgres.stop();
  }
}

export async function testEverything() {
  const first = ['types', 'lint', 'unused', 'boundaries'];
  const browsing = runInLanes([chromium, debianPrograms], 1);
  await runInLanes(
    [
      ...first.map((script) => check(script)),
      build(first, { ...TYPES_CHECKED, ...FOR_PRODUCTION }),
      ...['format', 'locked'].map((script) => check(script)),
      ...['migration', 'catalogue'].map((script) => check(script, ['--check'])),
      // Of one worker: the build is beside it.
      unitsBeside(
        'Units that use no database',
        ['--project', 'pure', '--project', 'alone', '--maxWorkers=1'],
        browsing,
      ),
    ],
    LANES,
  );
  units('Units that use a database, embedded', ['--project', 'database']);
  await unitsOnServer();
  attacks();
  await browsing;
  e2eTests();
}

export async function testQuickly() {
  const folders = changedFolders();
  const browsing = runInLanes([chromium], 1);
  const beside = folders.length > 0 ? [unitsBeside(`Units of ${folders.join(', ')}`, folders, browsing)] : [];
  await runInLanes([build([], TYPES_CHECKED), ...beside], LANES);
  await browsing;
  e2eTests(['--project=tests', `--grep=${QUICK_E2E_TESTS.join('|')}`]);
}
