import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { graphRefusal } from '@/lib/http/testing/fake-network';
import type { SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import {
  alertRead,
  incidentRead,
  managedPermissions,
  securityAlertRead,
  securityIncidentRead,
} from '@/lib/siem/siem-permission';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { changePermissions } from '@/lib/directory/change-permissions';
import type { Connector, OperationStep } from '@/lib/connector/connector';
import { isChangeOpen, planPermissions } from './plan-permissions';
import { sampleConnector } from '@/lib/connector/testing/sample-connector';
import { enabledConnector } from '@/lib/operation/testing/enabled-connector';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const arcsight: SiemUse = { siemType: 'arcsight', api: 'defender-alerts', incidents: false };
const wazuh: SiemUse = { siemType: 'wazuh', api: 'graph-alerts', incidents: false };
const splunk: SiemUse = { siemType: 'splunk', api: 'defender-alerts', incidents: false };
const sentinel: SiemUse = { ...arcsight, siemType: 'sentinel' };
const withIncidents = (use: SiemUse): SiemUse => ({ ...use, incidents: true });

function changeThat(state: OperationStep['state']): Pick<Connector, 'steps'> {
  const at = new Date('2026-11-02T00:00:00Z');
  return {
    steps: [
      {
        operationId: null,
        name: 'permissions',
        state,
        detail: null,
        startedAt: at,
        endedAt: state === 'started' ? null : at,
      },
    ],
  };
}

describe('a change that the directory cannot be asked about', () => {
  const plan = (from: Partial<Connector>, to: SiemUse) =>
    planPermissions({ graph: null, now: Date.now() }, sampleConnector(from), to);

  it('may touch anything when the one before it broke off', async () => {
    expect(await plan({ ...arcsight, ...changeThat('started') }, arcsight)).toEqual(managedPermissions);
    expect(await plan({ ...arcsight, ...changeThat('ended') }, arcsight)).toEqual([]);
  });

  it.each([
    { touches: 'nothing when nothing changes', from: arcsight, to: arcsight, expected: [] },
    { touches: 'nothing when another SIEM needs the same', from: arcsight, to: splunk, expected: [] },
    { touches: 'what both APIs take', from: arcsight, to: wazuh, expected: [alertRead, securityAlertRead] },
    { touches: 'what no connector is needed for', from: arcsight, to: sentinel, expected: [alertRead] },
    { touches: 'incidents switched on', from: splunk, to: withIncidents(splunk), expected: [incidentRead] },
    { touches: 'incidents switched off', from: withIncidents(wazuh), to: wazuh, expected: [securityIncidentRead] },
    {
      touches: 'incidents of both APIs',
      from: withIncidents(splunk),
      to: withIncidents(wazuh),
      expected: [alertRead, securityAlertRead, securityIncidentRead, incidentRead],
    },
  ])('touches $touches', async ({ from, to, expected }) => {
    expect(await plan(from, to)).toEqual(expected);
  });
});

describe('a change that the directory was asked about', () => {
  /** A connector for ArcSight that works, with Alert.Read.All. */
  async function setUpTest() {
    const startsAt = Date.now();
    const tenant = await createTestTenant(startsAt);
    const scope = 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All';
    const enabled = await enabledConnector({
      ...{ startsAt, origin: testOrigins.api, token: await obtainToken(tenant, 'global-admin', scope) },
      api: (request) => tenant.apiApp.fetch(request),
      control: (path, init) => tenant.browserApp.request(`${testOrigins.browser}${path}`, init),
    });
    const { context, connector } = enabled;
    const plan = (from: Partial<Connector>, to: SiemUse) =>
      planPermissions({ graph: context.graph, now: startsAt }, { ...connector, ...from }, to);
    return { ...enabled, tenant, plan };
  }

  it('goes by the rows when the directory refuses', async () => {
    const { network, plan } = await setUpTest();
    network.next(/batch/, graphRefusal(403));
    expect(await plan({}, wazuh)).toEqual([alertRead, securityAlertRead]);
  });

  it('touches nothing when the directory has what it takes, even after a change that broke off', async () => {
    const { plan } = await setUpTest();
    expect(await plan({}, arcsight)).toEqual([]);
    expect(await plan(changeThat('started'), arcsight)).toEqual([]);
  });

  it('touches what somebody else removed', async () => {
    const { change, plan } = await setUpTest();
    await change('removeRoles');
    expect(await plan({}, arcsight)).toEqual([alertRead]);
  });

  it('touches the grant for incidents that an adopted connector has and its row knows nothing of', async () => {
    const { context, connector, plan } = await setUpTest();
    expect((await changePermissions(context, connector, withIncidents(splunk))).ok).toBe(true);
    expect(await plan(splunk, splunk)).toEqual([incidentRead]);
    expect(await plan(splunk, withIncidents(splunk))).toEqual([incidentRead]);
    expect(await plan(withIncidents(splunk), withIncidents(splunk))).toEqual([]);
  });

  it('leaves a permission alone that this portal does not grant', async () => {
    const { tenant, plan } = await setUpTest();
    const isolate = '7e4e1300-e1b9-4102-88ba-f0cb6e6d5974';
    tenant.tenant.change((state) => {
      const byHand = state.appRoleAssignments.map((assignment) => ({
        ...assignment,
        id: 'by-hand',
        appRoleId: isolate,
      }));
      return { ...state, appRoleAssignments: [...state.appRoleAssignments, ...byHand] };
    });
    expect(await plan({}, sentinel)).toEqual([alertRead]);
  });
});

describe('isChangeOpen', () => {
  it.each([
    ['started', true],
    ['failed', true],
    ['ended', false],
  ] as const)('after a change that has %s says %s', (state, open) => {
    expect(isChangeOpen(sampleConnector(changeThat(state)))).toBe(open);
  });

  it('says that no change is open where none began', () => {
    expect(isChangeOpen(sampleConnector())).toBe(false);
  });
});
