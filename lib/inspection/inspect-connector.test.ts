import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { graphRefusal } from '@/lib/http/testing/fake-network';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { alertRead, incidentRead, securityAlertRead, securityIncidentRead } from '@/lib/siem/siem-permission';
import type { Connector } from '@/lib/connector/connector';
import { inspectConnector, type InspectionSource } from './inspect-connector';
import { enabledConnector } from '@/lib/operation/testing/enabled-connector';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A tenant of its own, in which a connector works. */
async function enabled() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  return enabledConnector({
    ...{ startsAt, token, origin: testOrigins.api },
    api: (request) => tenant.apiApp.fetch(request),
    control: (path, init) => tenant.browserApp.request(`${testOrigins.browser}${path}`, init),
  });
}

async function setUpTest() {
  const { context, connector, change, network } = await enabled();
  const source: InspectionSource = { graph: context.graph, now: Date.now() };
  return { source, connector, change, network, inspect: () => inspectConnector(source, connector) };
}

describe('a connector looked at in the directory', () => {
  it.each([
    ['delete', ['applicationGone']],
    ['purge', ['applicationGone']],
    ['deleteServicePrincipal', ['principalGone']],
    ['disable', ['disabled']],
    ['deactivate', ['deactivated']],
    ['disableByMicrosoft', ['disabledByMicrosoft']],
    ['removeRoles', ['permissionGone']],
    ['removeSecrets', ['secretsGone']],
    ['expireSecrets', ['secretsExpired']],
  ])('after %s by another administrator shows %j', async (what, faults) => {
    const { inspect, change } = await setUpTest();
    await change(what);
    expect(await inspect()).toMatchObject({ faults, unread: null });
  });

  it('shows every fault that stands for itself', async () => {
    const { inspect, change } = await setUpTest();
    await change('disable');
    await change('removeRoles');
    await change('removeSecrets');
    expect((await inspect()).faults).toEqual(['disabled', 'permissionGone', 'secretsGone']);
  });

  it('has no fault when nobody touched it, in one round trip', async () => {
    const { inspect, network, connector } = await setUpTest();
    const before = network.sent.length;
    const permissions = { missing: [], excess: [] };
    const secretEndsAt = connector.secrets[0]?.expiresAt.getTime();
    expect(await inspect()).toEqual({ faults: [], permissions, secretEndsAt, unread: null });
    expect(network.sent.slice(before)).toEqual(['POST /v1.0/$batch']);
  });

  it('shows what it lacks and what it has too much, by what the connector is for', async () => {
    const { source, connector } = await setUpTest();
    const seen = async (change: Partial<Connector>) => {
      const { faults, permissions } = await inspectConnector(source, { ...connector, ...change });
      return { faults, ...permissions };
    };
    expect(await seen({ api: 'graph-alerts', siemType: 'wazuh', incidents: true })).toEqual({
      faults: ['permissionGone'],
      missing: [securityAlertRead, securityIncidentRead],
      excess: [alertRead],
    });
    expect(await seen({ siemType: 'splunk', incidents: true })).toEqual({
      faults: [],
      missing: [incidentRead],
      excess: [],
    });
    expect(await seen({ siemType: 'sentinel' })).toEqual({ faults: [], missing: [], excess: [alertRead] });
  });

  it('is said to be unread, and not at fault, when the directory refuses', async () => {
    const { inspect, change, network } = await setUpTest();
    await change('delete');
    network.next(/batch/, graphRefusal(403));
    const unread = { requestId: 'their-request-id' };
    expect(await inspect()).toEqual({ faults: [], permissions: null, secretEndsAt: null, unread });
  });

  it('is unread without a token, and not asked about before it has an application', async () => {
    const { source, connector } = await setUpTest();
    expect(await inspectConnector({ ...source, graph: null }, connector)).toEqual({
      ...{ faults: [], permissions: null, secretEndsAt: null, unread: { requestId: null } },
    });
    const early = { ...connector, state: 'incomplete', applicationObjectId: null, appId: null } as const;
    expect(await inspectConnector({ ...source, graph: null }, early)).toMatchObject({ faults: [], unread: null });
  });

  it('whose set-up is not complete lacks nothing but its application', async () => {
    const { source, connector, change } = await setUpTest();
    const incomplete = { ...connector, state: 'incomplete' } as const;
    await change('removeSecrets');
    await change('deleteServicePrincipal');
    expect((await inspectConnector(source, incomplete)).faults).toEqual([]);
    await change('delete');
    expect((await inspectConnector(source, incomplete)).faults).toEqual(['applicationGone']);
  });

  it('whose removal broke off lacks nothing: what is gone is what the removal took', async () => {
    const { source, connector, change } = await setUpTest();
    await change('purge');
    expect((await inspectConnector(source, { ...connector, state: 'removing' })).faults).toEqual([]);
  });
});
