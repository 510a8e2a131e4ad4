import type { ChaosReport } from './chaos-run';

/** One run that ended, for the page that shows the last of each database. */
type ChaosRecord = ChaosReport & {
  readonly database: string;
  readonly seed: number;
  readonly seconds: number;
};

const introduction = [
  '# Killed at any moment',
  '',
  'Made by `npm run chaos -- --record`, of the last run on each database. Do not edit by hand.',
  '',
  'The portal is killed with SIGKILL at random moments of all flows and started again on the same data. Then operators',
  'resume, undo, adopt, ask an administrator again or repeat, and the portal’s pages are compared with the tenant:',
  'applications, service principals, permissions, consents, secrets and the recycle bin. The tenant’s replication is',
  'another in each round. “ask”, “answer” and “follow” are the parts of “Ask an administrator” that a kill falls into. A',
  'credential “left to the next work” is on no page until other work on its connector has removed it. `--seed` repeats',
  'the choices of a run, though not the machine’s own timing.',
  '',
  '| Database | Seed | Kills | Flows | Losses | Time |',
  '| --- | --: | --: | --- | --: | --: |',
];

/**
 * The page with this run on it in place of the last one on the same database.
 *
 * @param page as it was; null when there is none yet
 */
export function recordRun(page: string | null, run: ChaosRecord): string {
  const flows = Object.entries(run.flows).map(([flow, times]) => `${flow} ${times}`);
  const cells = [run.database, run.seed, run.kills, flows.join(', '), run.losses.length, `${run.seconds} s`];
  const others = (page ?? '').split('\n').filter((line) => /^\| (?!Database|-)/.test(line));
  const kept = others.filter((line) => !line.startsWith(`| ${run.database} `));
  return [...introduction, ...[...kept, `| ${cells.join(' | ')} |`].sort(), ''].join('\n');
}
