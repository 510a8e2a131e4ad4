import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStore, type FlowKey } from '@/lib/consent/consent-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import { consentedWork, rehearse, unsignedToken } from './testing/rehearsal';
import { undoSetup } from './undo-setup';

beforeAll(database);
afterAll(closeDatabase);

const absent = () => Response.json({ error: { code: 'Request_ResourceNotFound', message: '' } }, { status: 404 });

const application = { id: randomUUID(), appId: randomUUID(), passwordCredentials: [] };

/** Consent to undo a connector that the tenant knows nothing of. */
async function stage() {
  const network = fakeNetwork(absent);
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context, audited } = rehearse({ network, token, startsAt: 0, origin: 'https://graph.example' });
  const work = await consentedWork(context, 'undo');
  const stateOf = async (key: FlowKey) => (await consentStore.find(key))?.state;
  return { context, network, audited, work, stateOf };
}

/** The application goes, and what goes with it may not be deleted for good. */
function leaveInRecycleBin(network: ReturnType<typeof fakeNetwork>, objectIds: readonly string[]) {
  network.next(/^GET .*applications/, () => Response.json(application));
  network.next(/^DELETE .*applications/, () => new Response(null, { status: 204 }));
  for (const id of objectIds) network.next(new RegExp(`^DELETE .*deletedItems/${id}`), graphRefusal(403));
}

describe('undoSetup', () => {
  it('lets one of two workers work', async () => {
    const { context, work, network, stateOf } = await stage();
    const both = await Promise.all([undoSetup(context, consentStore, work), undoSetup(context, consentStore, work)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['taken', 'undone']);
    expect(network.sent.filter((line) => line.startsWith('GET'))).toHaveLength(1);
    expect(await stateOf(work.flow)).toBe('done');
  });

  it('stays to be tried again after a failure, and says which request failed', async () => {
    const { context, work, network, audited, stateOf } = await stage();
    network.next(/^GET/, graphRefusal(403));
    const outcome = await undoSetup(context, consentStore, work);
    expect(outcome).toMatchObject({
      ...{ kind: 'failed', problem: { cause: 'forbidden', requestId: 'their-request-id' }, appId: null },
    });
    expect(await stateOf(work.flow)).toBe('failed');
    expect(audited).toMatchObject([{ action: 'connector-undo', outcome: 'failed', target: work.connector?.id }]);
    expect((await undoSetup(context, consentStore, work)).kind).toBe('undone');
  });

  it('asks nothing of the tenant when set-up had made nothing', async () => {
    const { context, work, network, stateOf } = await stage();
    const outcome = await undoSetup(context, consentStore, { ...work, connector: null });
    expect(outcome).toEqual({ kind: 'undone', leftInRecycleBin: [] });
    expect(network.sent).toEqual([]);
    expect(await stateOf(work.flow)).toBe('done');
  });

  it('goes on where a process that died has left it', async () => {
    const { context, work, stateOf } = await stage();
    await consentStore.startWork(work.flow, ['consented'], new Date(Date.now() - 60_000));
    expect((await undoSetup(context, consentStore, work)).kind).toBe('undone');
    expect(await stateOf(work.flow)).toBe('done');
  });

  it('does not say that all is gone while set-up is about to make something', async () => {
    const { context, work, stateOf } = await stage();
    await consentStore.startWork(work.flow, ['consented'], new Date());
    expect(await undoSetup(context, consentStore, { ...work, connector: null })).toEqual({ kind: 'taken' });
    expect(await stateOf(work.flow)).toBe('running');
  });

  it('asks for consent again when Graph no longer takes the token, and names nothing as failed', async () => {
    const { context, work, network, stateOf } = await stage();
    network.next(/^GET/, graphRefusal(401));
    expect(await undoSetup(context, consentStore, work)).toEqual({ kind: 'consentAgain' });
    expect(await stateOf(work.flow)).toBe('failed');
  });

  it('names the application when it cannot be deleted, also one that set-up never heard of', async () => {
    const { context, work, network } = await stage();
    network.next(/^GET .*applications/, () => Response.json(application));
    network.next(/^DELETE/, graphRefusal(403));
    expect(await undoSetup(context, consentStore, work)).toMatchObject({ kind: 'failed', appId: application.appId });
  });

  it('keeps with the flow what stays in the recycle bin, for a page that is opened again', async () => {
    const { context, work, network } = await stage();
    leaveInRecycleBin(network, [application.id]);
    const left = [{ what: 'application', objectId: application.id, why: 'forbidden' }];
    expect(await undoSetup(context, consentStore, work)).toEqual({ kind: 'undone', leftInRecycleBin: left });
    expect((await consentStore.find(work.flow))?.leftovers).toEqual(left);
    expect(await undoSetup(context, consentStore, { ...work, connector: null })).toEqual({
      ...{ kind: 'undone', leftInRecycleBin: left },
    });
  });

  it('records the object ids that stay in the recycle bin, as no page can tell them again', async () => {
    const { context, work, network, audited } = await stage();
    const principal = { id: randomUUID() };
    network.next(/^GET .*servicePrincipals/, () => Response.json(principal));
    leaveInRecycleBin(network, [application.id, principal.id]);
    expect((await undoSetup(context, consentStore, work)).kind).toBe('undone');
    expect(audited).toMatchObject([
      { action: 'connector-undo', detail: { leftInRecycleBin: `${application.id} ${principal.id}`, cause: null } },
    ]);
  });
});
