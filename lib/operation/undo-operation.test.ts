import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import type { OperationKind } from '@/lib/operations/operation-kind';
import { operationStore } from './operation-store';
import { consentedWork, readOperation, createTestContext, runConsented, unsignedToken } from './testing/test-context';

beforeAll(database);
afterAll(closeDatabase);

const absent = () => Response.json({ error: { code: 'Request_ResourceNotFound', message: '' } }, { status: 404 });
const application = { id: randomUUID(), appId: randomUUID(), passwordCredentials: [] };

/** Consent to undo a connector that the tenant knows nothing of. */
async function setUpTest(kind: OperationKind = 'undo') {
  const network = fakeNetwork(absent);
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context, audited } = createTestContext({ network, token, startsAt: 0, origin: 'https://graph.example' });
  const work = await consentedWork(context, kind);
  return { context, network, audited, work };
}

/** The application goes, and what goes with it may not be deleted for good. */
function leaveInRecycleBin(network: ReturnType<typeof fakeNetwork>, objectIds: readonly string[]) {
  network.next(/^GET .*applications/, () => Response.json(application));
  network.next(/^DELETE .*applications/, () => new Response(null, { status: 204 }));
  for (const id of objectIds) network.next(new RegExp(`^DELETE .*deletedItems/${id}`), graphRefusal(403));
}

describe('an undo', () => {
  it('can be tried again after a failure, and says which request failed', async () => {
    const { context, work, network, audited } = await setUpTest();
    network.next(/^GET/, graphRefusal(403));
    const { ended } = await runConsented(context, work);
    const problem = { cause: 'forbidden', requestId: 'their-request-id' };
    expect(ended).toMatchObject({ state: 'failed', outcome: { kind: 'failed', problem, appId: null } });
    expect(audited.at(-1)).toMatchObject({ action: 'connector-undo', outcome: 'failed', target: work.connector.id });
    expect(await operationStore.resume(ended)).toBe(true);
    const again = await runConsented(context, { ...work, operation: await readOperation(ended) });
    expect(again.ended).toMatchObject({ state: 'done', outcome: { kind: 'undone', pendingPurges: [] } });
  });

  it('of a set-up ends it as cancelled, whatever stopped it', async () => {
    const { context, work } = await setUpTest('enable');
    expect(await operationStore.turnBack(work.operation)).toBe(true);
    const { ended } = await runConsented(context, { ...work, operation: await readOperation(work.operation) });
    expect(ended).toMatchObject({ kind: 'enable', undoing: true, state: 'cancelled', outcome: { kind: 'undone' } });
  });

  it('names the application when it cannot be deleted, also one that set-up never heard of', async () => {
    const { context, work, network } = await setUpTest();
    network.next(/^GET .*applications/, () => Response.json(application));
    network.next(/^DELETE/, graphRefusal(403));
    const { ended } = await runConsented(context, work);
    expect(ended.outcome).toMatchObject({ kind: 'failed', appId: application.appId });
  });

  it('keeps what stays in the recycle bin, for a page that is opened again, and records it', async () => {
    const { context, work, network, audited } = await setUpTest();
    const principal = { id: randomUUID() };
    network.next(/^GET .*servicePrincipals/, () => Response.json(principal));
    leaveInRecycleBin(network, [application.id, principal.id]);
    const { ended } = await runConsented(context, work);
    const pendingPurges = [
      { what: 'application', objectId: application.id, why: 'forbidden' },
      { what: 'servicePrincipal', objectId: principal.id, why: 'forbidden' },
    ];
    expect(ended.outcome).toMatchObject({ kind: 'undone', pendingPurges });
    expect(audited.at(-1)).toMatchObject({
      ...{ action: 'connector-undo', detail: { pendingPurges: `${application.id} ${principal.id}`, cause: null } },
    });
  });
});
