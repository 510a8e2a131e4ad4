import { askAgain } from './approval-road';
import type { Work } from './operator';
import { applicationOf, count, nobodyWatches, readsGraph, somebody, whoMayDo, type World } from './world';

const good: readonly string[] = [
  'undone',
  'new-secret',
  'removed',
  'tokens',
  'verification',
  'adopted',
  'permissions',
  'tidied',
];

/**
 * What an operator sees and does: settles what was found in the tenant, finishes what is incomplete, replaces lost
 * secrets, and repeats what broke off.
 *
 * @param repeated null: nobody comes back to it
 */
export async function putRight(world: World, repeated: Work | null): Promise<void> {
  await settleOrphans(world);
  for (const { id, incomplete, removing } of await somebody(world).list()) {
    if (incomplete) await finishSetup(world, id);
    if (removing) await finish(world, { kind: 'undo', connectorId: id });
  }
  for (const { id } of await somebody(world).list()) {
    const secrets = await somebody(world).secrets(id);
    const lost = secrets[0]?.delivered === false;
    if (repeated?.connectorId === id) await finish(world, still(repeated, secrets));
    else if (lost) await finish(world, { kind: 'new-secret', connectorId: id });
  }
}

/** Where the permission is not everybody's to grant, an administrator may also be asked for it. */
async function finishSetup(world: World, connectorId: string): Promise<void> {
  const asks = (await readsGraph(world, connectorId)) && world.random.next() < 0.6;
  if (asks) expectGood(await askAgain(world, connectorId), `asking an administrator for ${connectorId}`);
  else await finish(world, resumeOrUndo(world, connectorId));
}

export function resumeOrUndo(world: World, connectorId: string): Work {
  return { kind: world.random.next() < 0.5 ? 'enable' : 'undo', connectorId };
}

export async function finish(world: World, work: Work): Promise<void> {
  const { kind, connectorId } = work;
  count(world, kind === 'enable' ? 'resume' : kind);
  if (kind === 'undo') world.vanishing.add(connectorId);
  const person = await whoMayDo(world, work);
  expectGood(await person.work(work, nobodyWatches), `${kind} of ${connectorId}`);
}

async function settleOrphans(world: World): Promise<void> {
  const listed = new Set((await somebody(world).list()).map(({ id }) => id));
  for (const connectorId of world.forgotten) {
    const application = listed.has(connectorId) ? null : await applicationOf(world, connectorId);
    if (application) await settle(world, connectorId, application.id);
    world.forgotten.delete(connectorId);
  }
}

async function settle(world: World, connectorId: string, applicationId: string): Promise<void> {
  const deed = world.random.pick(['adopt', 'orphan-remove']);
  count(world, deed);
  const person = somebody(world);
  if (deed === 'orphan-remove') world.vanishing.add(connectorId);
  const ended =
    deed === 'adopt' ? await person.adopt(applicationId) : await person.removeOrphan(applicationId, nobodyWatches);
  expectGood(ended, `${deed} of ${connectorId}`);
}

function expectGood(ended: string, what: string): void {
  if (!good.includes(ended)) throw new Error(`${what} ended with ${ended}`);
}

/** A secret that is gone already cannot be removed again: a new one is made instead. */
function still(work: Work, secrets: readonly { readonly id: string }[]): Work {
  if (work.kind !== 'remove-secret' || secrets.some(({ id }) => id === work.secretId)) return work;
  return { kind: 'new-secret', connectorId: work.connectorId };
}
