import { setTimeout as sleep } from 'node:timers/promises';
import type { Servers } from '../support/servers';
import { type TenantControl, tenantControl } from '../support/tenant-control';
import { type Before, compare, type PortalSays, principalsOf, unknownApplications } from './compare';
import { pickMoment, planKill } from './kill-moment';
import { type Operator, operator, type Passage } from './operator';
import { type Random, seededRandom } from './seeded-random';

export type ChaosPlan = { readonly seed: number; readonly kills: number; readonly say: (line: string) => void };

export type ChaosReport = {
  readonly kills: number;
  readonly flows: Readonly<Record<string, number>>;
  /** In words; empty when nothing was lost. The run ends with the first. */
  readonly losses: readonly string[];
};

/** More connectors than this only make the comparison slower. */
const MOST_CONNECTORS = 4;

/** Each kill ages the world: leases and rate limits of the dead process end as they would. */
const AGE_MS = 60_000;

type Flow = { readonly kind: 'enable'; readonly name: string } | { readonly kind: 'work'; readonly passage: Passage };

/**
 * Kills the portal at random moments of all flows, starts it again, resumes or undoes as an operator would, and
 * compares what the portal says with what the tenant has.
 *
 * @param servers a portal and a tenant that nobody has used yet
 */
export async function runChaos(servers: Servers, { seed, kills, say }: ChaosPlan): Promise<ChaosReport> {
  const random = seededRandom(seed);
  const tenant = tenantControl(servers.tenantUrl);
  const operators = ['security-app-admin', 'global-admin'].map((alias) =>
    operator(servers.portalUrl, `${alias}@contoso.example`),
  );
  const world: World = {
    servers,
    tenant,
    random,
    operators,
    say,
    kills: 0,
    says: new Map(),
    flows: {},
    vanishing: new Set(),
    before: principalsOf(await tenant.state()),
  };
  const known = new Set<string>();
  while (world.kills < kills) {
    const before = world.kills;
    const losses = await oneRound(world, known).catch((error: unknown) => [`broke off: ${String(error)}`]);
    say(`kill ${before + 1}${world.kills > before + 1 ? ` to ${world.kills}` : ''} of ${kills}: ${losses.length} lost`);
    if (losses.length > 0) return { kills: world.kills, flows: world.flows, losses };
  }
  return { kills: world.kills, flows: world.flows, losses: [] };
}

type World = {
  readonly servers: Servers;
  readonly tenant: TenantControl;
  readonly random: Random;
  readonly operators: readonly Operator[];
  readonly say: ChaosPlan['say'];
  readonly before: Before;
  kills: number;
  /** At the last comparison. */
  says: PortalSays;
  readonly flows: Record<string, number>;
  /** Connectors that somebody asked to take away. */
  readonly vanishing: Set<string>;
};

/** One kill in a flow, perhaps more while it is put right, and the comparison when all is at rest. */
async function oneRound(world: World, known: Set<string>): Promise<readonly string[]> {
  const { random, tenant } = world;
  const flow = pickFlow(world);
  const killed = await runAndKill(world, flow);
  await startAgain(world);
  const lost = await lookForLosses(world, known);
  if (lost.length > 0) return lost;
  if (random.next() < 0.5) await stayOnPage(world, killed);
  if (random.next() < 0.5) {
    const [unfinished] = (await somebody(world).list()).filter(({ incomplete }) => incomplete);
    if (unfinished) {
      await runAndKill(world, { kind: 'work', passage: resumeOrUndo(world, unfinished.id) });
      await startAgain(world);
    }
  }
  const repeated = flow.kind === 'work' && !['enable', 'undo'].includes(flow.passage.purpose) ? flow.passage : null;
  await putRight(world, repeated);
  const says = await whatThePortalSays(world);
  world.says = says;
  for (const id of says.keys()) known.add(id);
  return [...(await lookForLosses(world, known)), ...compare(await tenant.state(), says, world.before)];
}

function pickFlow({ random, says }: World): Flow {
  const [first, ...rest] = says.keys();
  if (!first || (says.size < MOST_CONNECTORS && random.next() < 0.45)) {
    return { kind: 'enable', name: `Chaos ${random.between(1, 999_999)}` };
  }
  const connectorId = random.pick([first, ...rest]);
  const older = says.get(connectorId)?.at(-1);
  const purpose = random.pick(['undo', 'secret', 'secret', 'tokens', 'tokens', 'secret-remove']);
  if (purpose !== 'secret-remove') return { kind: 'work', passage: { purpose, connectorId } };
  if (!older || says.get(connectorId)?.length === 1)
    return { kind: 'work', passage: { purpose: 'secret', connectorId } };
  return { kind: 'work', passage: { purpose, connectorId, secretId: older.id } };
}

/** @returns the flow that was under way */
async function runAndKill(world: World, flow: Flow): Promise<string | null> {
  const { servers, tenant, random } = world;
  const moment = pickMoment(random);
  const plan = planKill(servers, tenant, moment);
  let flowId: string | null = null;
  const watch = { onFlow: (id: string) => (flowId = id), onWork: plan.onWork };
  const person = somebody(world);
  const purpose = flow.kind === 'enable' ? 'enable' : flow.passage.purpose;
  count(world, purpose);
  if (flow.kind === 'work' && purpose === 'undo') world.vanishing.add(flow.passage.connectorId);
  const running = flow.kind === 'enable' ? person.enable(flow.name, watch) : person.work(flow.passage, watch);
  const ended = running.catch(() => 'broken off');
  await plan.done(ended);
  world.kills += 1;
  world.say(`  ${purpose} ${await ended}, killed ${JSON.stringify(moment)}`);
  return flowId;
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

function somebody({ random, operators }: World): Operator {
  const [first, ...rest] = operators;
  if (!first) throw new Error('nobody');
  return random.pick([first, ...rest]);
}

/** What may not be, also before anything was put right. */
async function lookForLosses(world: World, known: ReadonlySet<string>): Promise<readonly string[]> {
  const listed = new Set((await somebody(world).list()).map(({ id }) => id));
  const gone = [...known].filter((id) => !listed.has(id) && !world.vanishing.has(id));
  return [...unknownApplications(await world.tenant.state(), listed), ...gone.map((id) => `connector ${id} is lost`)];
}

const nobodyWatches = { onFlow: () => undefined, onWork: () => Promise.resolve() };

/** The set-up page was open all the time: it looks again, and the person goes on or takes it back. */
async function stayOnPage({ random, operators, flows }: World, flowId: string | null): Promise<void> {
  if (!flowId) return;
  for (const person of operators) {
    const html = await person.openSetup(flowId);
    // The other person's flow: it has no page for this one.
    if (!/\\"purpose\\":\\"enable\\"/.test(html) || /\\"state\\":\\"(waiting|expired)\\"/.test(html)) continue;
    const state = await person.follow(flowId);
    if (state !== 'failed') continue;
    flows.stayed = (flows.stayed ?? 0) + 1;
    if (random.next() < 0.5) await person.undoOf(flowId);
    else {
      await person.retry(flowId);
      await person.follow(flowId);
    }
  }
}

function resumeOrUndo(world: World, connectorId: string): Passage {
  return { purpose: world.random.next() < 0.5 ? 'enable' : 'undo', connectorId };
}

/** What an operator sees and does: finishes what is incomplete, repeats what broke off, replaces lost secrets. */
async function putRight(world: World, repeated: Passage | null): Promise<void> {
  for (const { id, incomplete, removing } of await somebody(world).list()) {
    if (incomplete) await finish(world, resumeOrUndo(world, id));
    if (removing) await finish(world, { purpose: 'undo', connectorId: id });
  }
  for (const { id } of await somebody(world).list()) {
    const secrets = await somebody(world).secrets(id);
    const lost = secrets[0]?.delivered === false;
    if (repeated?.connectorId === id) await finish(world, still(repeated, secrets));
    else if (lost) await finish(world, { purpose: 'secret', connectorId: id });
  }
}

/** A secret that is gone already cannot be removed again: a new one is made instead. */
function still(passage: Passage, secrets: readonly { readonly id: string }[]): Passage {
  if (passage.purpose !== 'secret-remove' || secrets.some(({ id }) => id === passage.secretId)) return passage;
  return { purpose: 'secret', connectorId: passage.connectorId };
}

const good: readonly string[] = ['done', 'undone', 'secret', 'removed', 'tokens'];

async function finish(world: World, passage: Passage): Promise<void> {
  count(world, passage.purpose === 'enable' ? 'resume' : passage.purpose);
  if (passage.purpose === 'undo') world.vanishing.add(passage.connectorId);
  const ended = await somebody(world).work(passage, nobodyWatches);
  if (!good.includes(ended)) throw new Error(`${passage.purpose} of ${passage.connectorId} ended with ${ended}`);
}

function count({ flows }: World, what: string): void {
  flows[what] = (flows[what] ?? 0) + 1;
}

async function whatThePortalSays(world: World) {
  const person = somebody(world);
  const rows = await person.list();
  const says = rows.map(async ({ id }) => [id, await person.secrets(id)] as const);
  return new Map(await Promise.all(says));
}
