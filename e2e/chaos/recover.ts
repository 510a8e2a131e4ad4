import { askAgain } from './approval-flow';
import type { Work } from './operator';
import { applicationOf, count, nobodyWatches, readsGraph, somebody, whoMayDo, type TestWorld } from './test-world';

const good: readonly string[] = [
  'enabled',
  'undone',
  'newSecret',
  'secretRemoved',
  'tokens',
  'verified',
  'adopted',
  'permissions',
  'cleanedUp',
];

/**
 * What an operator sees and does: settles what was found in the tenant, finishes what is incomplete, replaces lost
 * secrets, and repeats what broke off.
 *
 * @param repeated null: nobody comes back to it
 */
export async function recover(testWorld: TestWorld, repeated: Work | null): Promise<void> {
  await resolveOrphans(testWorld);
  for (const { id, incomplete, removing } of await somebody(testWorld).list()) {
    if (incomplete) await finishSetup(testWorld, id);
    if (removing) await finish(testWorld, { kind: 'undo', connectorId: id });
  }
  for (const { id } of await somebody(testWorld).list()) {
    const secrets = await somebody(testWorld).secrets(id);
    const lost = secrets[0]?.delivered === false;
    if (repeated?.connectorId === id) await finish(testWorld, still(repeated, secrets));
    else if (lost) await finish(testWorld, { kind: 'new-secret', connectorId: id });
  }
}

/** Where the permission is not everybody's to grant, an administrator may also be asked for it. */
async function finishSetup(testWorld: TestWorld, connectorId: string): Promise<void> {
  const asks = (await readsGraph(testWorld, connectorId)) && testWorld.random.next() < 0.6;
  if (asks) expectGood(await askAgain(testWorld, connectorId), `asking an administrator for ${connectorId}`);
  else await finish(testWorld, resumeOrUndo(testWorld, connectorId));
}

export function resumeOrUndo(testWorld: TestWorld, connectorId: string): Work {
  return { kind: testWorld.random.next() < 0.5 ? 'enable' : 'undo', connectorId };
}

export async function finish(testWorld: TestWorld, work: Work): Promise<void> {
  const { kind, connectorId } = work;
  count(testWorld, kind === 'enable' ? 'resume' : kind);
  if (kind === 'undo') testWorld.vanishing.add(connectorId);
  const person = await whoMayDo(testWorld, work);
  expectGood(await person.work(work, nobodyWatches), `${kind} of ${connectorId}`);
}

async function resolveOrphans(testWorld: TestWorld): Promise<void> {
  const listed = new Set((await somebody(testWorld).list()).map(({ id }) => id));
  for (const connectorId of testWorld.forgotten) {
    const application = listed.has(connectorId) ? null : await applicationOf(testWorld, connectorId);
    if (application) await resolveOperation(testWorld, connectorId, application.id);
    testWorld.forgotten.delete(connectorId);
  }
}

async function resolveOperation(testWorld: TestWorld, connectorId: string, applicationId: string): Promise<void> {
  const action = testWorld.random.pick(['adopt', 'orphan-remove']);
  count(testWorld, action);
  const person = somebody(testWorld);
  if (action === 'orphan-remove') testWorld.vanishing.add(connectorId);
  const ended =
    action === 'adopt' ? await person.adopt(applicationId) : await person.removeOrphan(applicationId, nobodyWatches);
  expectGood(ended, `${action} of ${connectorId}`);
}

function expectGood(ended: string, what: string): void {
  if (!good.includes(ended)) throw new Error(`${what} ended with ${ended}`);
}

/** A secret that is gone already cannot be removed again: a new one is made instead. */
function still(work: Work, secrets: readonly { readonly id: string }[]): Work {
  if (work.kind !== 'remove-secret' || secrets.some(({ id }) => id === work.secretId)) return work;
  return { kind: 'new-secret', connectorId: work.connectorId };
}
