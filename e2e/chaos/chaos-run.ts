import { setTimeout as sleep } from 'node:timers/promises';
import type { Servers } from '../support/servers';
import { tenantControl } from '../support/tenant-control';
import { answerAndFollow, ask, type AskedApproval, followDecision, lookAgain } from './approval-road';
import { compare, leftCredentials, principalsOf, unknownApplications } from './compare';
import { pickMoment, planKill } from './kill-moment';
import { operator, type Work, type Watch } from './operator';
import { type Flow, pickFlow } from './pick-flow';
import { finish, putRight, resumeOrUndo } from './put-right';
import { seededRandom } from '@siem-connect/testing/seeded-random';
import { count, somebody, whoMayDo, type World } from './world';

export type ChaosPlan = {
  readonly seed: number;
  readonly kills: number;
  readonly say: (line: string) => void;
  readonly forgetRow: World['forgetRow'];
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
  const world: World = {
    ...{ servers, tenant, say, forgetRow, random: seededRandom(seed) },
    operators: [person('security-app-admin'), person('global-admin')],
    ...{ kills: 0, says: new Map(), flows: {}, vanishing: new Set(), forgotten: new Set(), links: new Map() },
    before: principalsOf(await tenant.state()),
  };
  for (const one of world.operators) await one.signIn();
  const known = new Set<string>();
  let signedInAt = 0;
  while (world.kills < kills) {
    const before = world.kills;
    if (before - signedInAt >= KILLS_OF_A_SESSION) {
      for (const one of world.operators) await one.signIn();
      signedInAt = before;
    }
    const losses = await oneRound(world, known).catch((error: unknown) => [`broke off: ${String(error)}`]);
    say(`kill ${before + 1}${world.kills > before + 1 ? ` to ${world.kills}` : ''} of ${kills}: ${losses.length} lost`);
    if (losses.length > 0) return { kills: world.kills, flows: world.flows, losses };
  }
  return { kills: world.kills, flows: world.flows, losses: [] };
}

/** One kill in a flow, perhaps more while it is put right, and the comparison when all is at rest. */
async function oneRound(world: World, known: Set<string>): Promise<readonly string[]> {
  const { random, tenant } = world;
  const flow = await pickFlow(world);
  await shakeReplication(world);
  const killed = await runAndKill(world, flow);
  await startAgain(world);
  const lost = await lookForLosses(world, known);
  if (lost.length > 0) return lost;
  if (random.next() < 0.5) await lookAgain(world);
  if (random.next() < 0.5) await stayOnPage(world, killed);
  if (random.next() < 0.5) await killAgain(world);
  const work = flow.kind === 'work' && flow.work.kind !== 'undo' ? flow.work : null;
  // Half of the time nobody comes back to what broke off.
  const comesBack = work?.kind === 'remove-secret' || work?.kind === 'permissions' || random.next() < 0.5;
  const repeated = comesBack ? work : null;
  await putRight(world, repeated);
  world.says = await whatThePortalSays(world);
  if (work && !repeated) await workOn(world, work);
  for (const id of world.says.keys()) known.add(id);
  return [...(await lookForLosses(world, known)), ...compare(await tenant.state(), world.says, world.before)];
}

/** A credential of the broken work is on no page; whatever is done next on the connector removes it. */
async function workOn(world: World, { connectorId }: Work): Promise<void> {
  if (!leftCredentials(await world.tenant.state(), world.says, connectorId)) return;
  count(world, 'credential left to the next work');
  await finish(world, { kind: world.random.pick(['new-secret', 'tokens', 'verify', 'clean-up']), connectorId });
  world.says = await whatThePortalSays(world);
}

/** Somebody dies again while finishing what the list says is not finished. */
async function killAgain(world: World): Promise<void> {
  const [unfinished] = (await somebody(world).list()).filter(({ incomplete, removing }) => incomplete || removing);
  if (!unfinished) return;
  const { id: connectorId, removing } = unfinished;
  const work: Work = removing ? { kind: 'undo', connectorId } : resumeOrUndo(world, connectorId);
  await runAndKill(world, { kind: 'work', work });
  await startAgain(world);
}

/** How long news takes in this tenant, and whether its replicas agree. */
async function shakeReplication({ tenant, random }: World): Promise<void> {
  const lag = random.pick([0, 0, 500, 2_000]);
  const replicas = lag === 0 ? 1 : random.between(1, 3);
  const later = { spreadMs: lag, listDelayMs: lag, signInDelayMs: lag, seed: random.between(1, 9_999) };
  await tenant.settings({ replicationDelayMs: lag, replication: { replicas, ...later } });
}

/** @returns the flow that was under way */
async function runAndKill(world: World, flow: Flow): Promise<string | null> {
  const { servers, tenant, random } = world;
  const moment = pickMoment(random);
  const plan = planKill(servers, tenant, moment);
  let operationId: string | null = null;
  const kind = flow.kind === 'work' ? flow.work.kind : flow.kind;
  count(world, kind);
  const ended = run(world, flow, { onBegin: (id: string) => (operationId = id), onWork: plan.onWork });
  await plan.done(ended);
  world.kills += 1;
  world.say(`  ${kind} ${await ended}, killed ${JSON.stringify(moment)}`);
  return operationId;
}

async function run(world: World, flow: Flow, watch: Watch): Promise<string> {
  const { operators, vanishing } = world;
  const goes = flow.kind === 'work' ? flow.work.kind === 'undo' && flow.work.connectorId : null;
  if (goes) vanishing.add(goes);
  if (flow.kind === 'orphan-remove') vanishing.add(flow.connectorId);
  try {
    switch (flow.kind) {
      case 'enable':
        return await (flow.api === 'graph-alerts' ? operators[1] : somebody(world)).enable(flow, watch);
      case 'ask': {
        const asked = await ask(world, watch);
        return asked ? await answerAndFollow(world, asked, flow.answer) : 'not asked';
      }
      case 'answer':
        await beginAsked(flow.asked, watch);
        return await answerAndFollow(world, flow.asked, flow.answer);
      case 'follow':
        await beginAsked(flow.asked, watch);
        return await followDecision(world, flow.asked);
      case 'adopt':
        return await somebody(world).adopt(flow.applicationId);
      case 'orphan-remove':
        return await somebody(world).removeOrphan(flow.applicationId, watch);
      case 'work': {
        return await (await whoMayDo(world, flow.work)).work(flow.work, watch);
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
async function startAgain(world: World): Promise<void> {
  const { servers, tenant, random } = world;
  const age = world.kills * AGE_MS;
  await tenant.settings({ clockOffsetMs: age });
  await servers.shiftClock(age);
  if (random.next() < 0.25) {
    const starting = servers.portal.start().catch(() => undefined);
    await sleep(random.between(50, 2_000));
    await servers.portal.stop('SIGKILL');
    await starting;
    world.kills += 1;
    world.say('  killed while starting');
  }
  await servers.portal.start();
}

/** What may not be, also before anything was put right. */
async function lookForLosses(world: World, known: ReadonlySet<string>): Promise<readonly string[]> {
  const { forgotten, vanishing, tenant } = world;
  const listed = new Set((await somebody(world).list()).map(({ id }) => id));
  const gone = [...known].filter((id) => !listed.has(id) && !vanishing.has(id) && !forgotten.has(id));
  const accounted = new Set([...listed, ...forgotten]);
  return [...unknownApplications(await tenant.state(), accounted), ...gone.map((id) => `connector ${id} is lost`)];
}

/** The set-up page was open all the time: it looks again, and the person goes on or takes it back. */
async function stayOnPage(world: World, operationId: string | null): Promise<void> {
  const { random, operators } = world;
  if (!operationId) return;
  for (const person of operators) {
    const html = await person.openSetup(operationId);
    // The other person's flow: it has no page for this one.
    if (!/\\"kind\\":\\"enable\\"/.test(html) || /\\"state\\":\\"(waiting|expired)\\"/.test(html)) continue;
    const state = await person.follow(operationId);
    if (state !== 'failed') continue;
    count(world, 'stayed');
    if (random.next() < 0.5) await person.undoOf(operationId);
    else {
      await person.retry(operationId);
      await person.follow(operationId);
    }
  }
}

async function whatThePortalSays(world: World) {
  const person = somebody(world);
  const rows = await person.list();
  const says = rows.map(async ({ id }) => [id, await person.secrets(id)] as const);
  return new Map(await Promise.all(says));
}
