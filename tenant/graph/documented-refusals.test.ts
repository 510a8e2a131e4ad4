import { describe, expect, it } from 'vitest';
import { documentedError, hasContractMaterial } from '../testing/contract-material';
import {
  firstPasswordOf,
  graphAs,
  graphWith,
  obtainToken,
  portalClient,
  postToken,
  refusalOf,
  textOf,
  type JsonAnswer,
} from '../testing/test-clients';
import { createTestTenant, type TestTenant } from '../testing/test-tenant';

const administrator = 'User.Read Application.ReadWrite.All AppRoleAssignment.ReadWrite.All SecurityAlert.Read.All';
const nobody = '11111111-1111-1111-1111-111111111111';
const day = 86_400_000;

async function makeApplication(tenant: TestTenant, body: object = {}) {
  const graph = await graphAs(tenant, 'global-admin', administrator);
  const created = await graph('POST /applications', { displayName: 'connector', ...body });
  return { graph, created, id: textOf(created.body.id), appId: textOf(created.body.appId) };
}

/** How to run into each documented refusal; ids are written as the fixtures write them. */
const roads: Readonly<Record<string, (tenant: TestTenant) => Promise<JsonAnswer>>> = {
  'expired-token-401': async (tenant) => {
    const token = await obtainToken(tenant, 'user', 'User.Read');
    tenant.advance(2 * 3_600_000);
    return graphWith(tenant, token)('GET /me');
  },
  'insufficient-privileges-403': async (tenant) => (await graphAs(tenant, 'user', 'User.Read'))('GET /applications'),
  'not-found-404': async (tenant) =>
    (await graphAs(tenant, 'user', 'Application.Read.All'))(`GET /applications/${nobody}`),
  'count-without-consistencylevel-400': async (tenant) =>
    (await graphAs(tenant, 'user', 'Application.Read.All'))('GET /applications/$count'),
  'unique-name-taken-400': async (tenant) => {
    const { graph, id } = await makeApplication(tenant, { uniqueName: 'siem-1' });
    await graph(`DELETE /applications/${id}`);
    return graph('POST /applications', { displayName: 'again', uniqueName: 'siem-1' });
  },
  'credential-type-forbidden-400': async (tenant) => {
    await tenant.set({ secrets: { forbidden: true } });
    const graph = await graphAs(tenant, 'global-admin', administrator);
    const passwordCredentials = [{ endDateTime: '2026-12-01T00:00:00Z' }];
    return graph('POST /applications', { displayName: 'connector', passwordCredentials });
  },
  'credential-lifetime-400': async (tenant) => {
    const { graph, id } = await makeApplication(tenant);
    return graph(`POST /applications/${id}/addPassword`, {});
  },
  'password-not-found-400': async (tenant) => {
    const { graph, id } = await makeApplication(tenant);
    return graph(`POST /applications/${id}/removePassword`, { keyId: nobody });
  },
  'sp-app-not-replicated-400': async (tenant) =>
    (await graphAs(tenant, 'global-admin', administrator))('POST /servicePrincipals', { appId: nobody }),
  'invalid-reference-400': async (tenant) => {
    const graph = await graphAs(tenant, 'global-admin', administrator);
    const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
    return graph(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, {
      principalId: nobody,
      resourceId: api.body.id,
      appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
    });
  },
  'approle-already-assigned-400': async (tenant) => {
    const { graph, appId } = await makeApplication(tenant);
    const principal = await graph('POST /servicePrincipals', { appId });
    const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
    const body = {
      principalId: principal.body.id,
      resourceId: api.body.id,
      appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
    };
    await graph(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, body);
    return graph(`POST /servicePrincipals/${textOf(principal.body.id)}/appRoleAssignments`, body);
  },
  'alerts-missing-role-403': async (tenant) => {
    const scope = 'https://graph.microsoft.com/.default';
    const token = await postToken(tenant, { ...portalClient, grant_type: 'client_credentials', scope });
    return graphWith(tenant, textOf(token.body.access_token))('GET /security/alerts_v2');
  },
  'defender-not-provisioned-403': async (tenant) => {
    const graph = await graphAs(tenant, 'global-admin', administrator);
    await tenant.set({ defenderLicence: false });
    return graph('GET /security/alerts_v2');
  },
  'throttled-429': async (tenant) => {
    const graph = await graphAs(tenant, 'user', 'User.Read');
    tenant.tenant.faults.replace([{ path: '^/v1.0/me$', status: 429, times: 1, skip: 0 }]);
    return graph('GET /me');
  },
  'concurrency-409': async (tenant) => {
    const graph = await graphAs(tenant, 'user', 'User.Read');
    tenant.tenant.faults.replace([{ path: '^/v1.0/me$', status: 409, times: 1, skip: 0 }]);
    return graph('GET /me');
  },
};

describe.skipIf(!hasContractMaterial)('Graph refuses as documented:', () => {
  it.each(Object.keys(roads))('%s', async (name) => {
    const road = roads[name];
    if (road === undefined) throw new Error(name);
    const answer = await road(await createTestTenant());
    expect(refusalOf(answer)).toEqual(documentedError(name));
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('app management policy', () => {
  it('lets a secret live exactly as long as allowed', async () => {
    const tenant = await createTestTenant();
    const { graph, id } = await makeApplication(tenant);
    const ending = (days: number) =>
      graph(`POST /applications/${id}/addPassword`, {
        passwordCredential: { endDateTime: new Date(tenant.tenant.clock.now() + days * day).toISOString() },
      });
    expect((await ending(181)).status).toBe(400);
    expect((await ending(180)).status).toBe(200);
  });

  it('gives two years when nothing is asked and nothing forbids it', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ secrets: { maxLifetime: null } });
    const { graph, id } = await makeApplication(tenant);
    const added = await graph(`POST /applications/${id}/addPassword`, {});
    expect(added.body).toMatchObject({
      startDateTime: '2026-11-22T12:00:00.000Z',
      endDateTime: '2028-11-22T12:00:00.000Z',
    });
    const policy = await (await graphAs(tenant, 'user', 'Policy.Read.All'))('GET /policies/defaultAppManagementPolicy');
    expect(policy.body.isEnabled).toBe(false);
  });

  it('is to be read beforehand', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'Policy.Read.All');
    const { body } = await graph('GET /policies/defaultAppManagementPolicy');
    expect(body).toMatchObject({
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [
          { restrictionType: 'passwordAddition', state: 'disabled', maxLifetime: null },
          { restrictionType: 'passwordLifetime', state: 'enabled', maxLifetime: 'P180D' },
        ],
      },
    });
  });

  it('does not keep a secret that was made from being used', async () => {
    const tenant = await createTestTenant();
    const body = { passwordCredentials: [{ endDateTime: '2027-01-01T00:00:00Z' }] };
    const { created, graph, id } = await makeApplication(tenant, body);
    const { secret } = firstPasswordOf(created);
    const listed = await graph(`GET /applications/${id}`);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    expect(JSON.stringify(tenant.tenant.store.read())).not.toContain(secret);
  });
});
