import { describe, expect, it } from 'vitest';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { probeAlerts } from '@/lib/defender/alerts-probe';
import { requestAlerts } from '@/lib/defender/alerts-request';
import { detectionClient } from '@/lib/detections/testing/detection-client';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { tenantId } from '@/tenant/seed/tenant-identity';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';

const scope = 'SecurityAlert.Read.All';
const alertsUrl = `${testOrigins.api}/v1.0/security/alerts_v2`;

/** Everything that the portal reads of Graph's security data, by each of its roads. */
async function readEverything() {
  const tenant = await createTestTenant();
  await tenant.set({ portalConsent: [scope] });
  const accessToken = await obtainToken(tenant, 'global-admin', scope);
  const asked: Request[] = [];
  const { fetch: send } = fakeNetwork((request) => {
    asked.push(request);
    return tenant.apiApp.fetch(request);
  });
  const caller = { fetch: send, accessToken };
  const outcomes = [
    (await probeAlerts(caller, alertsUrl)).ok,
    (await requestAlerts(caller, { url: `${alertsUrl}?$top=10` })).ok,
  ];
  const cloud = cloudWith({ graphUrl: testOrigins.api });
  const upstream = (url: URL, init: RequestInit) => send(url, init);
  const clock = { now: () => tenant.tenant.clock.now(), sleep: () => Promise.resolve() };
  const detections = await detectionClient(accessToken, upstream, { cloud, tenantId, clock }).get('?ago=P40D');
  await detections.text();
  return { asked, outcomes: [...outcomes, detections.ok] };
}

describe('what the portal reads of Graph’s security data', () => {
  it('is asked for with the names of all values, by each road and on each page', async () => {
    const { asked, outcomes } = await readEverything();
    expect(new Set(outcomes)).toEqual(new Set([true]));
    expect(asked.length).toBeGreaterThan(outcomes.length);
    const without = asked.filter(({ headers }) => headers.get('prefer') !== 'include-unknown-enum-members');
    expect(without.map(({ url }) => url)).toEqual([]);
  });
});
