import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal, loseAnswer, UPSTREAM_TEXT } from '@/lib/http/testing/fake-network';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { connectorStore } from '@/lib/connector/connector-store';
import { provisionConnector } from './provision-connector';
import { storedConnector, createTestContext, reload } from '@/lib/operation/testing/test-context';
import { undoConnector } from './undo-connector';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A tenant where a connector was set up, perhaps with a mishap on the way. */
async function setUpTest(prepare: (network: ReturnType<typeof fakeNetwork>) => void = () => undefined) {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  const { context } = createTestContext({ network, token, startsAt, origin: testOrigins.api });
  const state = () => {
    const { applications, servicePrincipals, appRoleAssignments } = tenant.tenant.store.read();
    return { applications, servicePrincipals, appRoleAssignments };
  };
  const before = state();
  const enabled = await storedConnector(context);
  prepare(network);
  await provisionConnector(context, enabled);
  const connector = await reload(enabled);
  /** Each try reads the connector anew. */
  const undo = async () => undoConnector(context, (await connectorStore.find(connector)) ?? connector);
  const isKept = async () => (await connectorStore.find(connector)) !== null;
  const storedState = async () => (await connectorStore.find(connector))?.state;
  return { network, connector, state, before, undo, isKept, storedState };
}

const nothingLeft = { ok: true, value: { pendingPurges: [] } };

describe('undoConnector', () => {
  it('leaves the tenant as it was: grant, principal, application and both entries of the recycle bin are gone', async () => {
    const { undo, state, before, isKept } = await setUpTest();
    expect(state()).not.toEqual(before);
    expect(await undo()).toEqual(nothingLeft);
    expect(state()).toEqual(before);
    expect(await isKept()).toBe(false);
  });

  it.each([
    ['the application', /^POST .*applications$/],
    ['the service principal', /^PATCH .*servicePrincipals/],
    ['the grant', /^POST .*appRoleAssignedTo/],
  ])('also when set-up never heard that %s was made', async (_, message) => {
    const { undo, state, before } = await setUpTest((network) => network.next(message, loseAnswer));
    expect(state()).not.toEqual(before);
    expect(await undo()).toEqual(nothingLeft);
    expect(state()).toEqual(before);
  });

  it('also when the first try to undo never heard that it had deleted', async () => {
    const { undo, network, state, before, storedState } = await setUpTest((way) =>
      way.next(/^POST .*applications$/, loseAnswer),
    );
    network.next(/^DELETE .*applications/, loseAnswer);
    expect((await undo()).ok).toBe(false);
    expect(await storedState()).toBe('removing');
    expect(await undo()).toEqual(nothingLeft);
    expect(state()).toEqual(before);
  });

  it('removes the connector when somebody else has removed the application', async () => {
    const { undo, state, before, isKept } = await setUpTest();
    await undo();
    expect(await undo()).toEqual(nothingLeft);
    expect(state()).toEqual(before);
    expect(await isKept()).toBe(false);
  });

  it.each([
    ['to look', /^GET .*applications/],
    ['to delete', /^DELETE .*applications/],
  ])('keeps the connector when Graph refuses %s, to be tried again', async (_, message) => {
    const { undo, network, storedState, state, before } = await setUpTest();
    network.next(message, graphRefusal(403));
    const outcome = await undo();
    expect(outcome).toEqual({
      ok: false,
      error: {
        ...{ kind: 'problem', cause: 'forbidden', status: 403, aadsts: null, requestId: 'their-request-id' },
        code: 'Some_Code',
      },
    });
    expect(JSON.stringify(outcome)).not.toContain(UPSTREAM_TEXT);
    expect(await storedState()).toBe('ready');
    expect(await undo()).toEqual(nothingLeft);
    expect(state()).toEqual(before);
  });

  it.each([409, 429])('leaves the connector as it was while Graph puts the deletion off with %i', async (status) => {
    const { undo, network, storedState, state, before } = await setUpTest();
    for (let tries = 0; tries < 100; tries += 1) network.next(/^DELETE .*applications/, graphRefusal(status));
    expect((await undo()).ok).toBe(false);
    expect(state()).not.toEqual(before);
    expect(await storedState()).toBe('ready');
  });

  it('says what stays in the recycle bin, and why', async () => {
    const { undo, network, connector } = await setUpTest();
    network.next(/^DELETE .*deletedItems/, graphRefusal(403));
    for (let tries = 0; tries < 3; tries += 1) network.next(/^DELETE .*deletedItems/, graphRefusal(500));
    expect(await undo()).toMatchObject({
      ok: true,
      value: {
        pendingPurges: [
          { what: 'application', objectId: connector.applicationObjectId, why: 'forbidden' },
          { what: 'servicePrincipal', objectId: connector.servicePrincipalId, why: 'unanswered' },
        ],
      },
    });
  });

  it('waits a moment for the recycle bin', async () => {
    const { undo, network, state, before } = await setUpTest();
    network.next(/^DELETE .*deletedItems/, graphRefusal(404));
    expect(await undo()).toEqual(nothingLeft);
    expect(state()).toEqual(before);
  });
});
