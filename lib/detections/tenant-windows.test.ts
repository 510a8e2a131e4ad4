import { describe, expect, it } from 'vitest';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { obtainToken } from '@/tenant/testing/test-clients';
import { tenantId } from '@/tenant/seed/tenant-identity';
import { createTestTenant, testOrigins, type TestTenant } from '@/tenant/testing/test-tenant';
import { detectionClient, type DetectionClient, type FakeUpstream, rowsOf } from './testing/detection-client';

// The embedded tenant in this process is the API: alerts arrive there every four minutes, are taken and resolved.

const cloud = cloudWith({
  authorityHost: testOrigins.api,
  graphUrl: testOrigins.api,
  defenderApiUrl: testOrigins.api,
});

const apis = [
  ['defender', 'https://api.securitycenter.microsoft.com/Alert.Read'],
  ['graph', 'https://graph.microsoft.com/SecurityAlert.Read.All'],
] as const;

/** Tokens last an hour and days go by here: each request signs in anew. */
async function clientOf(tenant: TestTenant, scope: string, onCall = () => {}): Promise<DetectionClient> {
  const token = await obtainToken(tenant, 'global-admin', scope);
  const upstream: FakeUpstream = async (url, init) => {
    const answer = await tenant.apiApp.request(url, init);
    onCall();
    return answer;
  };
  return detectionClient(token, upstream, {
    cloud,
    tenantId,
    clock: { now: () => tenant.tenant.clock.now(), sleep: () => Promise.resolve() },
  });
}

async function pull(tenant: TestTenant, scope: string, query: string) {
  const answer = await (await clientOf(tenant, scope)).get(query);
  expect(answer.status).toBe(200);
  return rowsOf(answer);
}

const keys = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  rows.map(({ FullId, AlertPart }) => `${String(FullId)} ${String(AlertPart)}`);

describe.each(apis)('the embedded tenant by its %s API', (_name, scope) => {
  it('gives all that the last month had, each row once, newest alert first', async () => {
    const tenant = await createTestTenant();
    const rows = await pull(tenant, scope, '?ago=P40D');
    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(keys(rows)).size).toBe(rows.length);
    const times = rows.map(({ AlertTime }) => String(AlertTime).slice(0, 19));
    expect(times).toEqual(times.toSorted().toReversed());
    expect(keys(await pull(tenant, scope, '?ago=P40D&limit=7'))).toEqual(keys(rows.slice(0, 7)));
  });

  it('loses and doubles nothing between windows while alerts arrive and change', async () => {
    const tenant = await createTestTenant();
    const begin = new Date(tenant.tenant.clock.now()).toISOString();
    const windows: string[][] = [];
    let since = begin;
    for (let window = 0; window < 40; window += 1) {
      // Odd steps, so that windows end in the middle of everything.
      tenant.advance(1_234_567 + window * 7_919);
      const until = new Date(tenant.tenant.clock.now()).toISOString();
      windows.push(keys(await pull(tenant, scope, `?sinceTimeUtc=${since}&untilTimeUtc=${until}`)));
      since = until;
    }
    const together = windows.flat();
    expect(new Set(together).size).toBe(together.length);
    const whole = keys(await pull(tenant, scope, `?sinceTimeUtc=${begin}&untilTimeUtc=${since}`));
    expect(together.toSorted()).toEqual(whole.toSorted());
    expect(windows.filter((rows) => rows.length > 0).length).toBeGreaterThan(35);
  });

  it('loses and doubles nothing between windows of several pages, with alerts arriving between the pages', async () => {
    const tenant = await createTestTenant();
    const begin = new Date(tenant.tenant.clock.now()).toISOString();
    const windows: string[][] = [];
    let calls = 0;
    let since = begin;
    for (let window = 0; window < 3; window += 1) {
      tenant.advance(26 * 3_600_000 + window * 7_919);
      const until = new Date(tenant.tenant.clock.now()).toISOString();
      const client = await clientOf(tenant, scope, () => {
        calls += 1;
        // Two or three alerts come meanwhile, and older ones are resolved.
        tenant.advance(10 * 60_000);
      });
      windows.push(keys(await rowsOf(await client.get(`?sinceTimeUtc=${since}&untilTimeUtc=${until}`))));
      since = until;
    }
    const together = windows.flat();
    expect(calls).toBeGreaterThan(2 * windows.length);
    expect(new Set(together).size).toBe(together.length);
    const whole = keys(await pull(tenant, scope, `?sinceTimeUtc=${begin}&untilTimeUtc=${since}`));
    expect(together.toSorted()).toEqual(whole.toSorted());
  });

  it('passes a refusal of the tenant on', async () => {
    const tenant = await createTestTenant();
    const client = await clientOf(tenant, scope);
    await tenant.set({ defenderLicence: false });
    expect((await client.get()).status).toBe(403);
    tenant.advance(2 * 3_600_000);
    expect((await client.get()).status).toBe(401);
  });
});

describe('both APIs of the embedded tenant', () => {
  it('tell the same of what both know', async () => {
    const tenant = await createTestTenant();
    const [defender, graph] = await Promise.all(apis.map(([, scope]) => pull(tenant, scope, '?ago=P3D')));
    const shared = [
      'AlertId',
      'AlertTime',
      'AlertTitle',
      'Severity',
      'Category',
      'FileName',
      'Sha1',
      'IpAddress',
      'Url',
    ];
    const told = (rows = defender) =>
      rows?.map((row) => [...shared, 'MachineName', 'MachineGroup', 'UserName', 'CommandLine'].map((key) => row[key]));
    expect(told(graph)).toEqual(told(defender));
  });
});
