import { describe, expect, it } from 'vitest';
import { documentedRefusals, membersOf, type Names, renamed } from '../testing/documented-refusals';
import {
  graphAs,
  type GraphClient,
  graphWith,
  obtainToken,
  portalClient,
  postToken,
  refusalOf,
  textOf,
} from '../testing/test-clients';
import { createTestTenant, type TestTenant } from '../testing/test-tenant';

const scopes = 'User.Read Application.ReadWrite.All AppRoleAssignment.ReadWrite.All SecurityAlert.Read.All';

/** The names of the examples. */
const examples = {
  application: '11111111-aaaa-4bbb-8ccc-000000000001',
  appId: '22222222-aaaa-4bbb-8ccc-000000000002',
  principal: '33333333-aaaa-4bbb-8ccc-000000000003',
  api: '44444444-aaaa-4bbb-8ccc-000000000004',
  password: '66666666-aaaa-4bbb-8ccc-000000000006',
};

/** Who asks, and what the objects of the example are in this tenant. */
type Setup = { readonly graph: GraphClient; readonly names?: Names; /** Of two replicas. */ readonly plays?: 2 };

const administrator = (tenant: TestTenant) => graphAs(tenant, 'global-admin', scopes);
const reader = (tenant: TestTenant) => graphAs(tenant, 'user', 'User.Read Application.Read.All');

async function withApplication(tenant: TestTenant): Promise<{ readonly graph: GraphClient; readonly names: Names }> {
  const graph = await administrator(tenant);
  const created = await graph('POST /applications', { displayName: 'connector' });
  const names = {
    [examples.application]: textOf(created.body.id),
    [examples.appId]: textOf(created.body.appId),
  };
  return { graph, names };
}

async function apiOf(graph: GraphClient): Promise<string> {
  const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
  return textOf(api.body.id);
}

/** How the tenant has to stand for each of the wrong requests. */
const setups: Readonly<Record<string, (tenant: TestTenant) => Promise<Setup>>> = {
  'api-missing': async (tenant) => {
    await tenant.set({ windowsDefenderATP: false });
    return { graph: await reader(tenant) };
  },
  'insufficient-privileges': async (tenant) => ({ graph: await graphAs(tenant, 'user', 'User.Read') }),
  'unique-name-taken': async (tenant) => {
    const graph = await administrator(tenant);
    // A deleted person keeps the name.
    const created = await graph('POST /applications', { displayName: 'old', uniqueName: 'siem-connector-01' });
    await graph(`DELETE /applications/${textOf(created.body.id)}`);
    return { graph };
  },
  'sp-app-not-replicated': async (tenant) => ({ graph: await administrator(tenant) }),
  'approle-already-assigned': async (tenant) => {
    const { graph, names } = await withApplication(tenant);
    const principal = textOf((await graph('POST /servicePrincipals', { appId: names[examples.appId] })).body.id);
    const api = await apiOf(graph);
    const appRoleId = '71fe6b80-7034-4028-9ed8-0f316df9c3ff';
    await graph(`POST /servicePrincipals/${api}/appRoleAssignedTo`, {
      principalId: principal,
      resourceId: api,
      appRoleId,
    });
    return { graph, names: { [examples.principal]: principal, [examples.api]: api } };
  },
  concurrency: async (tenant) => {
    await tenant.set({ concurrencyWindowMs: 1000, secrets: { maxLifetime: null } });
    const { graph, names } = await withApplication(tenant);
    tenant.advance(1000);
    const added = await graph(`POST /applications/${names[examples.application] ?? ''}/addPassword`, {});
    return { graph, names: { ...names, [examples.password]: textOf(added.body.keyId) } };
  },
  'password-not-found': withApplication,
  'credential-type-forbidden': async (tenant) => {
    await tenant.set({ secrets: { forbidden: true } });
    return withApplication(tenant);
  },
  'credential-lifetime': withApplication,
  throttled: async (tenant) => {
    const setup = await withApplication(tenant);
    tenant.tenant.faults.replace([{ path: '/addPassword$', status: 429, times: 1, skip: 0 }]);
    return setup;
  },
  'alerts-missing-role': async (tenant) => {
    const scope = 'https://graph.microsoft.com/.default';
    const token = await postToken(tenant, { ...portalClient, grant_type: 'client_credentials', scope });
    return { graph: graphWith(tenant, textOf(token.body.access_token)) };
  },
  'not-found': async (tenant) => ({ graph: await reader(tenant) }),
  'count-without-consistencylevel': async (tenant) => ({ graph: await reader(tenant) }),
  'expired-token': async (tenant) => {
    const token = await obtainToken(tenant, 'user', 'User.Read');
    tenant.advance(2 * 3_600_000);
    return { graph: graphWith(tenant, token) };
  },
  'sp-backing-app': async (tenant) => {
    await tenant.set({ replicationDelayMs: 1000, replication: { replicas: 2 } });
    return { ...(await withApplication(tenant)), plays: 2 };
  },
  'invalid-reference': async (tenant) => {
    const graph = await administrator(tenant);
    return { graph, names: { [examples.api]: await apiOf(graph) } };
  },
  'defender-not-provisioned': async (tenant) => {
    const graph = await administrator(tenant);
    await tenant.set({ defenderLicence: false });
    return { graph };
  },
  quota: async (tenant) => {
    await tenant.set({ registration: { quota: 1 }, portalConsent: ['User.Read', 'Application.ReadWrite.All'] });
    const graph = await graphAs(tenant, 'user', 'Application.ReadWrite.All');
    await graph('POST /applications', { displayName: 'the only one' });
    return { graph };
  },
  'service-management-reference': async (tenant) => {
    await tenant.set({ registration: { requiresServiceManagementReference: true } });
    return { graph: await administrator(tenant) };
  },
};

describe('Graph refuses as documented:', () => {
  it.each(documentedRefusals('graph').map((refusal) => [refusal.name, refusal] as const))('%s', async (name, found) => {
    const setup = setups[name];
    if (setup === undefined) throw new Error(`nobody knows how to run into ${name}`);
    const { graph, names = {}, plays = 1 } = await setup(await createTestTenant());
    const { request, status, headers, body } = renamed(found, names);
    const play = () => graph(`${request.method} ${request.path}`, request.body);
    const first = await play();
    const answer = plays === 2 && first.status !== status ? await play() : first;
    expect(refusalOf(answer)).toEqual(refusalOf({ ...answer, status, body }));
    expect(membersOf(answer.body)).toEqual(expect.arrayContaining([...membersOf(body)]));
    for (const [header, value] of Object.entries(headers)) expect(answer.headers.get(header)).toBe(value);
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
