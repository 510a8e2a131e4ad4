import { setTimeout as sleep } from 'node:timers/promises';
import type { Servers } from '../support/servers';
import { tenantControl } from '../support/tenant-control';
import { answerAndFollow, ask, type AskedApproval, followDecision, checkAgain } from './approval-flow';
import { compare, leftCredentials, principalsOf, unknownApplications } from './compare';
import { pickMoment, planKill } from './kill-moment';
import { operator, type Work, type Watch } from './operator';
import { type Flow, chooseOperation } from './choose-operation';
import { finish, recover, resumeOrUndo } from './recover';
import { seededRandom } from '@siem-connect/testing/seeded-random';
import { count, somebody, whoMayDo, type TestWorld } from './test-world';

export type ChaosPlan = {
  readonly seed: number;
  readonly kills: number;
  readonly say: (line: string) => void;
  readonly forgetRow: TestWorld['forgetRow'];
};

export type ChaosReport = {
  readonly kills: number;
  readonly flows: Readonly<Record<string, number>>;
  /** In words; empty when nothing was lost. The run ends with the first. */
  readonly losses: readonly string[];
};

/**
 * Each kill ages the world: leases and rate limits of the dead process end as they would, and what was asked for and
 * never answered is old enough to be believed missing.
 */
const AGE_MS = 6 * 60_000;

/** People sign in anew well before the eight hours of a session end, which would break a flow off on its own. */
const KILLS_OF_A_SESSION = 60;

/**
 * Kills the portal at random moments of all flows, starts it again, resumes or undoes as an operator would, and
 * compares what the portal says with what the tenant has.
 *
 * @param servers a portal and a tenant that nobody has used yet
 */
export async function runChaos(servers: Servers, { seed, kills, say, forgetRow }: ChaosPlan): Promise<ChaosReport> {
  const tenant = tenantControl(servers.tenantUrl);
  const person = (alias: string) => operator(servers.portalUrl, `${alias}@contoso.example`);
  const testWorld: TestWorld = {
    ...{ servers, tenant, say, forgetRow, random: seededRandom(seed) },
    operators: [person('security-app-admin'), person('global-admin')],
    ...{ kills: 0, says: new Map(), flows: {}, vanishing: new Set(), forgotten: new Set(), links: new Map() },
    before: principalsOf(await tenant.state()),
  };
  for (const one of testWorld.operators) await one.signIn();
  const known = new Set<string>();
  let signedInAt = 0;
  while (testWorld.kills < kills) {
    const before = testWorld.kills;
    if (before - signedInAt >= KILLS_OF_A_SESSION) {
      for (const one of testWorld.operators) await one.signIn();
      signedInAt = before;
    }
    const losses = await oneRound(testWorld, known).catch((error: unknown) => [`broke off: ${String(error)}`]);
    say(
      `kill ${before + 1}${testWorld.kills > before + 1 ? ` to ${testWorld.kills}` : ''} of ${kills}: ${losses.length} lost`,
    );
    if (losses.length > 0) return { kills: testWorld.kills, flows: testWorld.flows, losses };
  }
  return { kills: testWorld.kills, flows: testWorld.flows, losses: [] };
}

/** One kill in a flow, perhaps more while it is put right, and the comparison when all is at rest. */
async function oneRound(testWorld: TestWorld, known: Set<string>): Promise<readonly string[]> {
  const { random, tenant } = testWorld;
  const flow = await chooseOperation(testWorld);
  await shakeReplication(testWorld);
  const killed = await runAndKill(testWorld, flow);
  await startAgain(testWorld);
  const lost = await findLosses(testWorld, known);
  if (lost.length > 0) return lost;
  if (random.next() < 0.5) await checkAgain(testWorld);
  if (random.next() < 0.5) await stayOnPage(testWorld, killed);
  if (random.next() < 0.5) await killAgain(testWorld);
  const work = flow.kind === 'work' && flow.work.kind !== 'undo' ? flow.work : null;
  // Half of the time nobody comes back to what broke off.
  const comesBack = work?.kind === 'remove-secret' || work?.kind === 'permissions' || random.next() < 0.5;
  const repeated = comesBack ? work : null;
  await recover(testWorld, repeated);
  testWorld.says = await whatThePortalSays(testWorld);
  if (work && !repeated) await workOn(testWorld, work);
  for (const id of testWorld.says.keys()) known.add(id);
  return [...(await findLosses(testWorld, known)), ...compare(await tenant.state(), testWorld.says, testWorld.before)];
}

/** A credential of the broken work is on no page; whatever is done next on the connector removes it. */
async function workOn(testWorld: TestWorld, { connectorId }: Work): Promise<void> {
  if (!leftCredentials(await testWorld.tenant.state(), testWorld.says, connectorId)) return;
  count(testWorld, 'credential left to the next work');
  await finish(testWorld, { kind: testWorld.random.pick(['new-secret', 'tokens', 'verify', 'clean-up']), connectorId });
  testWorld.says = await whatThePortalSays(testWorld);
}

/** Somebody dies again while finishing what the list says is not finished. */
async function killAgain(testWorld: TestWorld): Promise<void> {
  const [unfinished] = (await somebody(testWorld).list()).filter(({ incomplete, removing }) => incomplete || removing);
  if (!unfinished) return;
  const { id: connectorId, removing } = unfinished;
  const work: Work = removing ? { kind: 'undo', connectorId } : resumeOrUndo(testWorld, connectorId);
  await runAndKill(testWorld, { kind: 'work', work });
  await startAgain(testWorld);
}

/** How long news takes in this tenant, and whether its replicas agree. */
async function shakeReplication({ tenant, random }: TestWorld): Promise<void> {
  const lag = random.pick([0, 0, 500, 2_000]);
  const replicas = lag === 0 ? 1 : random.between(1, 3);
  const later = { spreadMs: lag, listDelayMs: lag, signInDelayMs: lag, seed: random.between(1, 9_999) };
  await tenant.settings({ replicationDelayMs: lag, replication: { replicas, ...later } });
}

/** @returns the flow that was under way */
async function runAndKill(testWorld: TestWorld, flow: Flow): Promise<string | null> {
  const { servers, tenant, random } = testWorld;
  const moment = pickMoment(random);
  const plan = planKill(servers, tenant, moment);
  let operationId: string | null = null;
  const kind = flow.kind === 'work' ? flow.work.kind : flow.kind;
  count(testWorld, kind);
  const ended = run(testWorld, flow, { onBegin: (id: string) => (operationId = id), onWork: plan.onWork });
  await plan.done(ended);
  testWorld.kills += 1;
  testWorld.say(`  ${kind} ${await ended}, killed ${JSON.stringify(moment)}`);
  return operationId;
}

async function run(testWorld: TestWorld, flow: Flow, watch: Watch): Promise<string> {
  const { operators, vanishing } = testWorld;
  const goes = flow.kind === 'work' ? flow.work.kind === 'undo' && flow.work.connectorId : null;
  if (goes) vanishing.add(goes);
  if (flow.kind === 'orphan-remove') vanishing.add(flow.connectorId);
  try {
    switch (flow.kind) {
      case 'enable':
        return await (flow.api === 'graph-alerts' ? operators[1] : somebody(testWorld)).enable(flow, watch);
      case 'ask': {
        const asked = await ask(testWorld, watch);
        return asked ? await answerAndFollow(testWorld, asked, flow.answer) : 'not asked';
      }
      case 'answer':
        await beginAsked(flow.asked, watch);
        return await answerAndFollow(testWorld, flow.asked, flow.answer);
      case 'follow':
        await beginAsked(flow.asked, watch);
        return await followDecision(testWorld, flow.asked);
      case 'adopt':
        return await somebody(testWorld).adopt(flow.applicationId);
      case 'orphan-remove':
        return await somebody(testWorld).removeOrphan(flow.applicationId, watch);
      case 'work': {
        return await (await whoMayDo(testWorld, flow.work)).work(flow.work, watch);
      }
    }
  } catch {
    return 'broken off';
  }
}

/** The requester's page is open already. */
async function beginAsked({ operationId }: AskedApproval, { onBegin, onWork }: Watch): Promise<void> {
  onBegin(operationId);
  await onWork();
}

/** The portal starts again on the same data; now and then it is killed while it starts. */
async function startAgain(testWorld: TestWorld): Promise<void> {
  const { servers, tenant, random } = testWorld;
  const age = testWorld.kills * AGE_MS;
  await tenant.settings({ clockOffsetMs: age });
  await servers.shiftClock(age);
  if (random.next() < 0.25) {
    const starting = servers.portal.start().catch(() => undefined);
    await sleep(random.between(50, 2_000));
    await servers.portal.stop('SIGKILL');
    await starting;
    testWorld.kills += 1;
    testWorld.say('  killed while starting');
  }
  await servers.portal.start();
}

/** What may not be, also before anything was put right. */
async function findLosses(testWorld: TestWorld, known: ReadonlySet<string>): Promise<readonly string[]> {
  const { forgotten, vanishing, tenant } = testWorld;
  const listed = new Set((await somebody(testWorld).list()).map(({ id }) => id));
  const gone = [...known].filter((id) => !listed.has(id) && !vanishing.has(id) && !forgotten.has(id));
  const accounted = new Set([...listed, ...forgotten]);
  return [...unknownApplications(await tenant.state(), accounted), ...gone.map((id) => `connector ${id} is lost`)];
}

/** The set-up page was open all the time: it looks again, and the person goes on or takes it back. */
async function stayOnPage(testWorld: TestWorld, operationId: string | null): Promise<void> {
  const { random, operators } = testWorld;
  if (!operationId) return;
  for (const person of operators) {
    const html = await person.openSetup(operationId);
    // The other person's flow: it has no page for this one.
    if (!/\\"kind\\":\\"enable\\"/.test(html) || /\\"state\\":\\"(waiting|expired)\\"/.test(html)) continue;
    const state = await person.follow(operationId);
    if (state !== 'failed') continue;
    count(testWorld, 'stayed');
    if (random.next() < 0.5) await person.undoOf(operationId);
    else {
      await person.retry(operationId);
      await person.follow(operationId);
    }
  }
}

async function whatThePortalSays(testWorld: TestWorld) {
  const person = somebody(testWorld);
  const rows = await person.list();
  const says = rows.map(async ({ id }) => [id, await person.secrets(id)] as const);
  return new Map(await Promise.all(says));
}
