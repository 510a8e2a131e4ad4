import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpBrowser, httpBrowser } from '@siem-connect/testing/http-browser';
import { z } from 'zod';
import { parseEvents } from '../e2e/chaos/operation-door';
import { operator } from '../e2e/chaos/operator';
import { nobodyWatches } from '../e2e/chaos/test-world';
import { type Servers, startServers } from '../e2e/support/servers';
import { prepareBuild } from '../scripts/prepare.mjs';
import { type Attack, attacks } from './budget-attacks';
import { nextProgram } from './next-program';

/** What an honest person's browser and an honest SIEM ask for in a second, each. */
const HONEST_RATE = 2;
/** Each attacker asks so many times as often. */
const TIMES = 10;
const QUIET_SECONDS = 10;
const ATTACK_SECONDS = 15;

type Honest = { readonly pages: readonly number[]; readonly answered: number; readonly asked: number };

/** What is left to honest callers while others ask for all that costs something, at ten times their rate. */
export async function compareBudgets(): Promise<void> {
  prepareBuild();
  const servers = await startServers(`bench-budgets-${process.pid}`, {}, (plan) => nextProgram(plan, '.'));
  try {
    const honest = await signInHonest(servers);
    await honest(3);
    const quiet = await honest(QUIET_SECONDS);
    const attacked: Honest[] = [];
    for (const attack of await attacks(servers.portalUrl)) {
      const stop = new AbortController();
      const sent = attackUntil(attack, stop.signal);
      const during = await honest(ATTACK_SECONDS);
      stop.abort();
      report(attack.name, { quiet, during, sent: await sent });
      attacked.push(during);
    }
  } finally {
    await servers.stop();
    rmSync(servers.folder, { recursive: true, force: true });
  }
}

/** Sends without waiting for answers, as attackers do. @returns how many of each status came back */
async function attackUntil({ send }: Attack, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const statuses = new Map<string, number>();
  const under: Promise<void>[] = [];
  for (let count = 0; !signal.aborted; count += 1) {
    const one = send(count, signal).then(String, () => 'none');
    under.push(one.then((status) => void statuses.set(status, (statuses.get(status) ?? 0) + 1)));
    await sleep(1_000 / (HONEST_RATE * TIMES));
  }
  await Promise.all(under);
  return statuses;
}

type Compared = { readonly quiet: Honest; readonly during: Honest; readonly sent: ReadonlyMap<string, number> };

function report(name: string, { quiet, during, sent }: Compared): void {
  const [before, now] = [quantile(quiet.pages, 0.5), quantile(during.pages, 0.5)];
  const [worstBefore, worstNow] = [quantile(quiet.pages, 0.95), quantile(during.pages, 0.95)];
  const statuses = [...sent].map(([status, count]) => `${count} x ${status}`).join(', ');
  console.log(
    `${name}: an honest page ${(now / before).toFixed(2)} times as long in the middle (${now} ms, ${before} before),`,
  );
  console.log(
    `  ${(worstNow / worstBefore).toFixed(2)} times for one in twenty (${worstNow} ms, ${worstBefore} before);`,
  );
  console.log(`  the SIEM was answered ${during.answered} of ${during.asked} times; attackers got ${statuses}`);
}

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

/** Somebody who looks at the list, and the SIEM of a connector. @returns lets both work for some seconds */
async function signInHonest({ portalUrl, folder }: Servers): Promise<(seconds: number) => Promise<Honest>> {
  const heard: string[] = [];
  const browser = httpBrowser();
  const listening: HttpBrowser = {
    ...browser,
    async get(url) {
      const answer = await browser.get(url);
      if (url.endsWith('/events')) heard.push(answer.text);
      return answer;
    },
  };
  const person = operator(portalUrl, 'global-admin@contoso.example', listening);
  await person.signIn();
  const ended = await person.enable({ name: 'Bench', api: 'graph-alerts' }, nobodyWatches);
  if (ended !== 'enabled') throw new Error(`Set-up ended as ${ended}`);
  const token = await tokenFor(heard.join('\n\n'), { folder });
  const pages = () => fetch(`${portalUrl}/settings/siem`, { headers: { cookie: browser.cookiesFor(portalUrl) } });
  const alerts = () => fetch(`${portalUrl}/api/alerts?limit=10`, { headers: { authorization: `Bearer ${token}` } });
  return async (seconds) => {
    const times: number[] = [];
    let answered = 0;
    const asked = seconds * HONEST_RATE;
    const look = repeat(asked, async () => {
      const began = performance.now();
      await (await pages()).text();
      times.push(performance.now() - began);
    });
    const pull = repeat(asked, async () => {
      const answer = await alerts();
      await answer.text();
      if (answer.ok) answered += 1;
    });
    await Promise.all([look, pull]);
    return { pages: times, answered, asked };
  };
}

async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  for (let count = 0; count < times; count += 1) await Promise.all([work(), sleep(1_000 / HONEST_RATE)]);
}

const viewSchema = z.object({ appId: z.string() });
const resultSchema = z.object({ secret: z.object({ text: z.string() }) });
const settingsSchema = z.looseObject({
  ENTRA_TENANT_ID: z.string(),
  ENTRA_AUTHORITY_HOST: z.url(),
  NODE_EXTRA_CA_CERTS: z.string(),
});

/** As a SIEM gets it, from what the page was shown. */
async function tokenFor(events: string, { folder }: Pick<Servers, 'folder'>): Promise<string> {
  const parsed = parseEvents(events);
  const views = parsed.flatMap(({ data }) => viewSchema.safeParse(data).data ?? []);
  const results = parsed.flatMap(({ data }) => resultSchema.safeParse(data).data ?? []);
  const file = readFileSync(path.join(folder, 'data/tenant/portal.json'), 'utf8');
  const settings = settingsSchema.parse(JSON.parse(file));
  const body = new URLSearchParams({
    ...{ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' },
    ...{ client_id: views.at(-1)?.appId ?? '', client_secret: results.at(-1)?.secret.text ?? '' },
  });
  const { ENTRA_AUTHORITY_HOST, ENTRA_TENANT_ID, NODE_EXTRA_CA_CERTS } = settings;
  const address = `${ENTRA_AUTHORITY_HOST}/${ENTRA_TENANT_ID}/oauth2/v2.0/token`;
  const answer = await post(address, body.toString(), readFileSync(NODE_EXTRA_CA_CERTS));
  const token = z.object({ access_token: z.string() }).safeParse(JSON.parse(answer)).data;
  if (!token) throw new Error(`No token: ${answer}`);
  return token.access_token;
}

/** @param ca the authority of the tenant's own certificate */
async function post(address: string, body: string, ca: Buffer): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const request = https.request(address, { method: 'POST', headers, ca });
  const answered = once(request, 'response');
  request.end(body);
  const [answer] = z.tuple([z.instanceof(IncomingMessage)]).parse(await answered);
  return text(answer);
}
