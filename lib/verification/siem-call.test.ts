import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { reload } from '@/lib/operation/testing/test-context';
import { closeDatabase, database } from '@/lib/db/database';
import { tryAlertsCall } from '@/lib/defender/alerts-request';
import { requestAppToken } from '@/lib/entra/app-token';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import type { AlertApi } from '@/lib/siem/connector-details';
import { siemFormats } from '@/lib/siem/catalogue/siem-catalogue';
import { tenantId } from '@/tenant/seed/tenant-identity';
import { elevatedServices } from '@/tenant/testing/elevated-services';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { provenConnector } from './testing/proven-connector';
import { verifyWithSecret } from './verify-connection';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const ALERTS = /api\/alerts/;
const API = 'https://api.securitycenter.microsoft.com';

/** A connector that works, in a tenant with alerts. */
async function setUpTest() {
  const { services } = await elevatedServices();
  return provenConnector(services);
}

/** Of every SIEM that reads this API, and of which is known what it asks. */
function knownCalls(api: AlertApi, apiUrl: string) {
  return siemFormats.flatMap(({ id, firstCall }) => {
    const call = firstCall({ api, upstream: api, apiUrl }, new Date());
    return call ? [{ id, call }] : [];
  });
}

describe('the first call of the SIEM that is chosen', () => {
  it('is granted by an Alerts API that takes only what is documented', async () => {
    const { context, connector, secret, network } = await setUpTest();
    const client = { authorityHost: testOrigins.api, tenantId, clientId: connector.appId ?? '', clientSecret: secret };
    const taken = await requestAppToken({ ...client, clock: context.clock }, API);
    const calls = knownCalls('defender-alerts', `${testOrigins.api}/api/alerts`);
    expect(calls).toHaveLength(7);
    for (const { id, call } of calls) {
      const tried =
        taken.ok && (await tryAlertsCall({ fetch: network.fetch, accessToken: taken.value.accessToken }, call));
      expect(tried, id).toEqual({ ok: true, value: undefined });
    }
  });

  it('is granted by a Microsoft Graph that takes only what is documented', async () => {
    const tenant = await createTestTenant();
    const scope = 'SecurityAlert.Read.All';
    await tenant.set({ portalConsent: [scope] });
    const accessToken = await obtainToken(tenant, 'global-admin', scope);
    const { fetch: send } = fakeNetwork((request) => tenant.apiApp.fetch(request));
    const calls = knownCalls('graph-alerts', `${testOrigins.api}/v1.0/security/alerts_v2`);
    expect(calls).toHaveLength(9);
    for (const { id, call } of calls) {
      expect(await tryAlertsCall({ fetch: send, accessToken }, call), id).toEqual({ ok: true, value: undefined });
    }
  });

  it('is made with the same token, and shown as it was made', async () => {
    const { context, connector, network, secret } = await setUpTest();
    const asked: string[] = [];
    const send: typeof fetch = (input, init) => {
      asked.push(new Request(input, init).url);
      return network.fetch(input, init);
    };
    const filebeat = { ...connector, siemType: 'filebeat' } as const;
    const { siemCall, result } = await verifyWithSecret({ ...context, fetch: send }, filebeat, secret);
    expect(result.kind).toBe('proven');
    expect(siemCall?.siemType).toBe('filebeat');
    expect(siemCall?.url).toContain('$filter=lastUpdateTime');
    expect(asked).toContain(new URL(siemCall?.url ?? '').href);
  });

  it('is told apart when the API refuses it alone', async () => {
    const { context, connector, network, secret, provenAt } = await setUpTest();
    // The first is the one that the page shows.
    network.next(ALERTS, (forward) => forward());
    network.next(ALERTS, graphRefusal(400));
    const verification = await verifyWithSecret(context, { ...connector, siemType: 'splunk' }, secret);
    expect(verification).toMatchObject({
      siemCall: { siemType: 'splunk' },
      result: { kind: 'failed', failure: { at: 'siemCall', problem: { cause: 'alertsApi', status: 400 } } },
    });
    expect(await provenAt()).toBeNull();
    expect((await reload(connector)).failure).toMatchObject({ at: 'siemCall' });
  });

  it('is not made for a SIEM of which nobody published it', async () => {
    const { context, connector, secret } = await setUpTest();
    expect(await verifyWithSecret(context, { ...connector, siemType: 'qradar' }, secret)).toMatchObject({
      siemCall: null,
      result: { kind: 'proven' },
    });
  });
});
