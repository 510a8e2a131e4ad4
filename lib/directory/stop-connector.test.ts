import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectorStore } from '@/lib/connector/connector-store';
import { closeDatabase, database } from '@/lib/db/database';
import { graphRefusal, loseAnswer } from '@/lib/http/testing/fake-network';
import { inspectConnector } from '@/lib/inspection/inspect-connector';
import { enabledConnector } from '@/lib/operation/testing/enabled-connector';
import { reload } from '@/lib/operation/testing/test-context';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { recycleConnector, restoreConnector } from './recycle-connector';
import { disableConnector, enableConnector } from './switch-connector';
import { undoConnector } from './undo-connector';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A tenant in which a connector works. */
async function setUpTest() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const enabled = await enabledConnector({
    ...{ startsAt, origin: testOrigins.api },
    token: await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All'),
    api: (request) => tenant.apiApp.fetch(request),
    control: (path, init) => tenant.browserApp.request(`${testOrigins.browser}${path}`, init),
  });
  const { context, connector } = enabled;
  const state = () => {
    const { applications, servicePrincipals, appRoleAssignments } = tenant.tenant.store.read();
    return {
      application: applications.find(({ id }) => id === connector.applicationObjectId),
      principal: servicePrincipals.find(({ id }) => id === connector.servicePrincipalId),
      grants: appRoleAssignments.filter(({ principalId }) => principalId === connector.servicePrincipalId).length,
    };
  };
  const stored = () => reload(connector);
  /** As the page sees it. */
  const faults = async () =>
    (await inspectConnector({ graph: context.graph, now: Date.now() }, { ...connector, state: 'ready' })).faults;
  return { ...enabled, context, connector, state, stored, faults };
}

describe('a connector that is switched off', () => {
  it('keeps all that it has, and works again when it is switched on', async () => {
    const { context, connector, state, stored, faults } = await setUpTest();
    const before = state();
    expect(await disableConnector(context, connector)).toEqual({ ok: true, value: undefined });
    expect(state()).toMatchObject({ application: { isDisabled: true }, grants: before.grants });
    expect(state().application?.passwordCredentials).toEqual(before.application?.passwordCredentials);
    expect((await stored()).disabledAt).toBeInstanceOf(Date);
    expect(await faults()).toEqual(['deactivated']);
    expect(await enableConnector(context, await stored())).toEqual({ ok: true, value: undefined });
    expect(await faults()).toEqual([]);
    expect((await stored()).disabledAt).toBeNull();
  });

  it('has its sign-in switched off where Graph knows no deactivation', async () => {
    const { context, connector, network, state, faults } = await setUpTest();
    network.next(/^PATCH .*applications/, graphRefusal(400));
    expect((await disableConnector(context, connector)).ok).toBe(true);
    expect(state()).toMatchObject({ application: { isDisabled: null }, principal: { accountEnabled: false } });
    expect(await faults()).toEqual(['disabled']);
    network.next(/^PATCH .*applications/, graphRefusal(400));
    expect((await enableConnector(context, connector)).ok).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it('is on again, whoever switched which of both off', async () => {
    const { context, connector, change, faults } = await setUpTest();
    await change('disable');
    await change('deactivate');
    expect(await faults()).toEqual(['deactivated', 'disabled']);
    expect((await enableConnector(context, connector)).ok).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it('is not said to be off when Graph refused', async () => {
    const { context, connector, network, stored } = await setUpTest();
    network.next(/^PATCH .*applications/, graphRefusal(403));
    expect(await disableConnector(context, connector)).toMatchObject({ ok: false, error: { cause: 'forbidden' } });
    expect((await stored()).disabledAt).toBeNull();
  });
});

describe('a connector that is removed', () => {
  it('lies in the recycle bin, and comes back with its secret, its service principal and its grants', async () => {
    const { context, connector, state, stored, faults } = await setUpTest();
    const before = state();
    expect(await recycleConnector(context, connector)).toEqual({ ok: true, value: undefined });
    expect(state().application?.deletedDateTime).not.toBeNull();
    expect(state().principal?.deletedDateTime).not.toBeNull();
    expect((await stored()).state).toBe('removed');
    expect((await stored()).removedAt).toBeInstanceOf(Date);
    expect(await restoreConnector(context, await stored())).toEqual({ ok: true, value: [] });
    expect(state()).toEqual(before);
    expect(await stored()).toMatchObject({ state: 'ready', removedAt: null });
    expect(await faults()).toEqual([]);
  });

  it('gets another service principal and its grants anew when the old one is gone for good', async () => {
    const { context, connector, change, stored, state } = await setUpTest();
    await change('removeRoles');
    await recycleConnector(context, connector);
    const purged = await context.graph.fetch(
      `${context.graph.graphUrl}/v1.0/directory/deletedItems/${connector.servicePrincipalId ?? ''}`,
      { method: 'DELETE', headers: { authorization: `Bearer ${context.graph.token}` } },
    );
    expect(purged.status).toBe(204);
    expect(await restoreConnector(context, await stored())).toMatchObject({
      ...{ ok: true, value: [{ appRole: 'Alert.Read.All' }] },
    });
    expect(state().principal).toBeUndefined();
    const { servicePrincipalId } = await stored();
    expect(servicePrincipalId).not.toBe(connector.servicePrincipalId);
  });

  it('is restored after somebody deleted it in Entra, and once more without harm', async () => {
    const { context, connector, change, stored, faults } = await setUpTest();
    await change('delete');
    expect(await faults()).toEqual(['applicationGone']);
    expect((await restoreConnector(context, connector)).ok).toBe(true);
    expect(await restoreConnector(context, await stored())).toEqual({ ok: true, value: [] });
    expect(await faults()).toEqual([]);
  });

  it('is removed when the answer was lost and it is asked for again', async () => {
    const { context, connector, network, stored } = await setUpTest();
    network.next(/^DELETE .*applications/, loseAnswer);
    const first = await recycleConnector(context, connector);
    expect(first.ok ? 'done' : first.error.cause).toMatch(/done|unreachable/);
    await restoreConnector(context, await stored());
    expect((await recycleConnector(context, await stored())).ok).toBe(true);
    expect((await stored()).state).toBe('removed');
  });

  it('cannot come back once it was purged, and is told so', async () => {
    const { context, connector, change, stored } = await setUpTest();
    await recycleConnector(context, connector);
    await change('purge');
    expect(await restoreConnector(context, await stored())).toMatchObject({ ok: false, error: { cause: 'purged' } });
    expect((await stored()).state).toBe('removed');
  });

  it('goes for good from the recycle bin, when that is wanted', async () => {
    const { context, connector, state, stored } = await setUpTest();
    await recycleConnector(context, connector);
    expect(await undoConnector(context, await stored())).toEqual({ ok: true, value: { pendingPurges: [] } });
    expect(state()).toEqual({ application: undefined, principal: undefined, grants: 0 });
    expect(await connectorStore.find(connector)).toBeNull();
  });
});
