// npm run connect: makes the portal's own registration in a tenant, and .env.
import path from 'node:path';
import { cloudWith } from '../lib/cloud/microsoft-clouds';
import type { Cloud } from '../lib/cloud/cloud';
import { systemClock } from '../lib/http/retry';
import { type Answers, askForRest, type Known } from './ask';
import { connect, type Connected, type ConnectPlan } from './connect';
import type { ConnectContext } from './connect-context';
import { readSettings, type Settings } from './environment-file';
import { explainProblem } from './explain-problem';
import { type ConnectOptions, readOptions, usage } from './options';
import { describeCalls, plannedCalls } from './planned-calls';
import { registrationOf } from './registration';
import { signIn } from './sign-in/sign-in';
import { undo } from './undo';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Exit codes: 0 done, 1 stopped, 2 done but for admin consent, 64 wrong options. */
process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options.ok) return refuse(options.error, 64);
  if (options.value === 'help') {
    say(usage);
    return 0;
  }
  const known = knownOf(options.value, readSettings(options.value.environmentFile));
  const answers = await askForRest(known);
  if (!answers.ok) return refuse(answers.error, 64);
  return options.value.mode === 'dry-run' ? showCalls(answers.value) : carryOut(options.value, answers.value);
}

/** A run before has left its answers in the settings. An undo removes either credential. */
function knownOf({ portalUrl, credential, mode }: ConnectOptions, settings: Settings): Known {
  const before = settings['ENTRA_CLIENT_CERTIFICATE']
    ? 'certificate'
    : settings['ENTRA_CLIENT_SECRET']
      ? 'secret'
      : null;
  return {
    portalUrl: portalUrl ?? (settings['PORTAL_URL'] || null),
    credential: credential ?? before ?? (mode === 'undo' ? 'certificate' : null),
  };
}

function showCalls({ portalUrl, credential }: Answers): number {
  say('These calls of Microsoft Graph would be made, with the rights of whoever signs in:');
  for (const line of describeCalls(plannedCalls(registrationOf(portalUrl), credential))) say(line);
  say('Nothing was changed.');
  return 0;
}

async function carryOut(options: ConnectOptions, answers: Answers): Promise<number> {
  const cloud = cloudOf(options);
  const { tenant, tokenFile, signIn: way } = options;
  const signedIn = await signIn({ cloud, tenant, tokenFile, way, say });
  if (!signedIn.ok) return refuse(signedIn.error, 1);
  say(`Signed in as ${signedIn.value.upn}.`);
  const { token, tenantId } = signedIn.value;
  const context: ConnectContext = {
    graph: { graphUrl: cloud.graphUrl, token, fetch, clock: systemClock },
    clock: systemClock,
    say,
  };
  const plan: ConnectPlan = {
    ...answers,
    tenantId,
    cloud: options.cloud === 'worldwide' ? null : options.cloud,
    environmentFile: options.environmentFile,
    certificateFile: path.join(path.dirname(options.environmentFile), 'portal-certificate.pem'),
  };
  if (options.mode === 'undo') {
    const undone = await undo(context, plan);
    return undone.ok ? 0 : refuse(explainProblem(undone.error), 1);
  }
  const connected = await connect(context, plan);
  if (!connected.ok) return refuse(explainProblem(connected.error), 1);
  return tellNext(plan, connected.value);
}

function tellNext({ portalUrl }: ConnectPlan, { clientId, consent }: Connected): number {
  if (consent === 'refused') {
    say(`Admin consent is missing: the signed-in person may not give it. A Privileged Role Administrator, an Application
Administrator, a Cloud Application Administrator or a Global Administrator gives it in the Entra admin center: App
registrations, SIEM Connect (${clientId}), API permissions, Grant admin consent. Until then the portal offers to sign in
with what is allowed.`);
  }
  say(`Start the portal with "npm run build" and "npm start", and open ${portalUrl}.`);
  return consent === 'refused' ? 2 : 0;
}

function cloudOf({ cloud }: ConnectOptions): Cloud {
  // The same settings as the portal's, for a stand-in tenant.
  const { ENTRA_AUTHORITY_HOST, GRAPH_URL } = process.env;
  return cloudWith({ authorityHost: ENTRA_AUTHORITY_HOST || undefined, graphUrl: GRAPH_URL || undefined }, cloud);
}

function refuse(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
