// npm run check: proves a configuration before the first person signs in. Changes nothing.
import { parseArgs } from 'node:util';
import { signIn } from '../connect/sign-in/sign-in';
import { environment, environmentCloud, EnvironmentProblem } from '../lib/env';
import type { GraphContext } from '../lib/graph/graph-context';
import { systemClock } from '../lib/http/retry';
import { fail, type Result, succeed } from '../lib/result';
import { type Finding, problem, unknown } from './finding';
import { runChecks } from './run-checks';

const usage = `npm run check -- [options]

Proves the settings of the portal before the first person signs in. Changes nothing.

  --sign-in            sign in with the browser, and look at the registration's claims and consents as well
  --device-code        the same, signing in on another device
  --token-file <file>  the same, with an access token for Microsoft Graph from a file, or - for standard input
  --json               for programs
  --help`;

const marks = { ok: 'ok      ', problem: 'PROBLEM ', unknown: 'unknown ' } as const;

/** Exit codes: 0 nothing is wrong, 1 something is, 64 wrong options. */
process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options.ok) return refuse(`${options.error}\n\n${usage}`);
  if (options.value.help) return tell(`${usage}\n`, 0);
  const findings = await check(options.value);
  const isWrong = findings.some(({ state }) => state === 'problem');
  return tell(options.value.json ? `${JSON.stringify(findings)}\n` : findings.map(line).join(''), isWrong ? 1 : 0);
}

type Options = NonNullable<ReturnType<typeof parse>>;

function parse() {
  const flag = { type: 'boolean', default: false } as const;
  return parseArgs({
    options: { 'sign-in': flag, 'device-code': flag, json: flag, help: flag, 'token-file': { type: 'string' } },
  }).values;
}

function readOptions(): Result<Options, string> {
  try {
    return succeed(parse());
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

async function check(options: Options): Promise<readonly Finding[]> {
  try {
    const settings = environment();
    const cloud = environmentCloud();
    const graph = await graphOf(options);
    const findings = await runChecks({
      ...{ environment: settings, cloud, fetch, now: Date.now },
      graph: graph.ok ? graph.value : null,
    });
    return graph.ok ? findings : [...findings, unknown('claims', graph.error, 'Try again, or another way to sign in.')];
  } catch (error) {
    if (!(error instanceof EnvironmentProblem)) throw error;
    return error.problems.map((says) => problem('settings', `${says}.`, 'See .env.example, or run npm run connect.'));
  }
}

/** Null where nobody is to sign in. */
async function graphOf(options: Options): Promise<Result<GraphContext | null, string>> {
  const tokenFile = options['token-file'] ?? null;
  if (!options['sign-in'] && !options['device-code'] && tokenFile === null) return succeed(null);
  const cloud = environmentCloud();
  const signedIn = await signIn({
    ...{ cloud, tenant: environment().ENTRA_TENANT_ID, tokenFile },
    way: options['device-code'] ? 'device-code' : 'browser',
    // Standard output is for the findings.
    say: (text) => void process.stderr.write(`${text}\n`),
  });
  if (!signedIn.ok) return signedIn;
  return succeed({ graphUrl: cloud.graphUrl, token: signedIn.value.token, fetch, clock: systemClock });
}

function line({ state, says, remedy }: Finding): string {
  return `${marks[state]} ${says}\n${remedy ? `         ${remedy}\n` : ''}`;
}

function tell(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function refuse(text: string): number {
  process.stderr.write(`${text}\n`);
  return 64;
}
