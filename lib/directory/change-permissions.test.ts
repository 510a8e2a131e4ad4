import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal, loseAnswer } from '@/lib/http/testing/fake-network';
import type { SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import { alertRead, incidentRead, securityAlertRead, securityIncidentRead } from '@/lib/siem/siem-permission';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { changePermissions } from './change-permissions';
import { isChangeOpen } from '@/lib/inspection/plan-permissions';
import { provisionConnector } from './provision-connector';
import { storedConnector, createTestContext, reload } from '@/lib/operation/testing/test-context';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const arcsight: SiemUse = { siemType: 'arcsight', api: 'defender-alerts', incidents: false };
const wazuh: SiemUse = { siemType: 'wazuh', api: 'graph-alerts', incidents: false };
const SCOPE = 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All';

/** A connector for ArcSight that works, with Alert.Read.All. */
async function setUpTest() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const testContext = async (alias: string) => {
    const token = await obtainToken(tenant, alias, SCOPE);
    const onSleep = (milliseconds: number) => tenant.advance(milliseconds);
    return createTestContext({ network, token, startsAt, origin: testOrigins.api, onSleep });
  };
  const { context, audited } = await testContext('global-admin');
  const connector = await storedConnector(context);
  const made = await provisionConnector(context, connector);
  if (!made.ok) throw new Error(made.error.problem.cause);
  const change = async (use: SiemUse) => changePermissions(context, await reload(connector), use);
  const state = () => tenant.tenant.store.read();
  /** Values of the roles that the connector holds in the tenant. */
  const held = async () => {
    const { servicePrincipalId } = await reload(connector);
    const roles = state().servicePrincipals.flatMap(({ appRoles }) => appRoles);
    return state()
      .appRoleAssignments.filter(({ principalId }) => principalId === servicePrincipalId)
      .map(({ appRoleId }) => roles.find(({ id }) => id === appRoleId)?.value);
  };
  /** What the registration asks for, as `appId type id`. */
  const declared = () =>
    state()
      .applications.filter(({ uniqueName }) => uniqueName === connector.uniqueName)
      .flatMap(({ requiredResourceAccess }) => requiredResourceAccess)
      .flatMap(({ resourceAppId, resourceAccess }) =>
        resourceAccess.map(({ id, type }) => `${resourceAppId.slice(0, 8)} ${type} ${id.slice(0, 8)}`),
      );
  return { ...{ tenant, network, context, audited, connector, change, held, declared, testContext } };
}

describe('changePermissions', () => {
  it('grants what another SIEM needs and removes what it does not', async () => {
    const { change, held, declared, connector, audited } = await setUpTest();
    expect(await change(wazuh)).toEqual({ ok: true, value: { granted: [securityAlertRead], removed: [alertRead] } });
    expect(await held()).toEqual(['SecurityAlert.Read.All']);
    expect(declared()).toEqual(['00000003 Role 472e4a4d', '00000003 Scope bc257fb8']);
    const stored = await reload(connector);
    expect(stored).toMatchObject({ ...wazuh, provenAt: null });
    expect(isChangeOpen(stored)).toBe(false);
    expect(audited.at(-1)).toMatchObject({
      action: 'connector-step',
      outcome: 'done',
      detail: { step: 'permissions' },
    });
  });

  it('takes the permission for incidents on and off, of Defender XDR’s own API too', async () => {
    const { change, held, declared } = await setUpTest();
    const splunk: SiemUse = { siemType: 'splunk', api: 'defender-alerts', incidents: true };
    expect(await change(splunk)).toEqual({ ok: true, value: { granted: [incidentRead], removed: [] } });
    expect(await held()).toEqual(['Alert.Read.All', 'Incident.Read.All']);
    expect(declared()).toEqual(['fc780465 Role 71fe6b80', 'fc780465 Scope b2069dc0', '8ee8fdad Role a9790345']);
    const graph = await change({ ...wazuh, incidents: true });
    expect(graph.ok && graph.value.granted).toEqual([securityAlertRead, securityIncidentRead]);
    expect(await change(wazuh)).toEqual({ ok: true, value: { granted: [], removed: [securityIncidentRead] } });
    expect(await held()).toEqual(['SecurityAlert.Read.All']);
  });

  it('leaves nothing for a SIEM that needs no connector, and nothing to ask for either', async () => {
    const { change, held, declared } = await setUpTest();
    await change({ ...arcsight, siemType: 'sentinel' });
    expect([await held(), declared()]).toEqual([[], []]);
  });

  it('leaves permissions alone that are not this portal’s, and what is right already', async () => {
    const { tenant, change, held, network } = await setUpTest();
    const isolate = '7e4e1300-e1b9-4102-88ba-f0cb6e6d5974';
    const [assignment] = tenant.tenant.store.read().appRoleAssignments;
    if (!assignment) throw new Error('nothing is granted');
    const byHand = { ...assignment, id: 'by-hand', appRoleId: isolate };
    tenant.tenant.change((state) => ({ ...state, appRoleAssignments: [...state.appRoleAssignments, byHand] }));
    const before = network.sent.length;
    expect(await change(arcsight)).toEqual({ ok: true, value: { granted: [], removed: [] } });
    expect(network.sent.slice(before).filter((line) => /^(POST|DELETE)/.test(line) && !line.endsWith('batch'))).toEqual(
      [],
    );
    await change(wazuh);
    expect(await held()).toEqual(['Machine.Isolate', 'SecurityAlert.Read.All']);
  });

  it.each([
    ['the grant', /^POST .*appRoleAssignedTo$/],
    ['the removal', /^DELETE .*appRoleAssignedTo/],
    ['the registration', /^PATCH .*applications/],
  ])('goes on after the answer to %s was lost', async (_what, message) => {
    const { change, held, network, connector } = await setUpTest();
    network.next(message, loseAnswer);
    expect(await change(wazuh)).toMatchObject({ ok: false, error: { cause: 'unreachable' } });
    expect(isChangeOpen(await reload(connector))).toBe(true);
    expect((await change(wazuh)).ok).toBe(true);
    expect(await held()).toEqual(['SecurityAlert.Read.All']);
    expect(isChangeOpen(await reload(connector))).toBe(false);
  });

  it('removes nothing while what is needed is refused', async () => {
    const { change, held, network, connector } = await setUpTest();
    network.next(/^POST .*appRoleAssignedTo$/, graphRefusal(403));
    expect(await change(wazuh)).toMatchObject({ ok: false, error: { cause: 'forbidden', status: 403 } });
    expect(await held()).toEqual(['Alert.Read.All']);
    expect(await reload(connector)).toMatchObject(wazuh);
    // Back again needs no grant.
    expect((await change(arcsight)).ok).toBe(true);
    expect(await held()).toEqual(['Alert.Read.All']);
  });

  it('is refused by the tenant for somebody who may not grant permissions of Microsoft Graph', async () => {
    const { held, connector, testContext } = await setUpTest();
    const { context } = await testContext('security-app-admin');
    const refused = await changePermissions(context, await reload(connector), wazuh);
    expect(refused).toMatchObject({ ok: false, error: { cause: 'forbidden' } });
    expect(await held()).toEqual(['Alert.Read.All']);
  });

  it('ends what a process began that died between grant and removal', async () => {
    const { change, held, network, connector } = await setUpTest();
    let reached: () => void = () => undefined;
    const atRemoval = new Promise<void>((resolve) => {
      reached = resolve;
    });
    network.next(/^DELETE .*appRoleAssignedTo/, () => {
      reached();
      return new Promise<Response>(() => undefined);
    });
    void change(wazuh);
    await atRemoval;
    expect((await held()).toSorted()).toEqual(['Alert.Read.All', 'SecurityAlert.Read.All']);
    const left = await reload(connector);
    expect(left).toMatchObject(wazuh);
    expect(left.steps).toContainEqual(expect.objectContaining({ name: 'permissions', state: 'started' }));
    expect(await change(wazuh)).toEqual({ ok: true, value: { granted: [], removed: [alertRead] } });
    expect(await held()).toEqual(['SecurityAlert.Read.All']);
  });

  it('waits until the directory shows the grant before it removes anything', async () => {
    const { tenant, change, held, network } = await setUpTest();
    await tenant.set({ replication: { replicas: 2, spreadMs: 4_000, listDelayMs: 6_000 } });
    const before = network.sent.length;
    expect((await change(wazuh)).ok).toBe(true);
    const writes = network.sent.slice(before).filter((line) => line.includes('appRoleAssign'));
    expect(writes.findIndex((line) => line.startsWith('POST'))).toBeLessThan(
      writes.findIndex((line) => line.startsWith('DELETE')),
    );
    expect(await held()).toEqual(['SecurityAlert.Read.All']);
  });

  it('says that an API is not in this tenant before it grants anything', async () => {
    const { tenant, change, held } = await setUpTest();
    tenant.tenant.change((state) => ({
      ...state,
      servicePrincipals: state.servicePrincipals.filter(({ displayName }) => !displayName.includes('Threat')),
    }));
    const splunk: SiemUse = { siemType: 'splunk', api: 'defender-alerts', incidents: true };
    expect(await change(splunk)).toMatchObject({ ok: false, error: { cause: 'apiMissing' } });
    expect(await held()).toEqual(['Alert.Read.All']);
  });
});
