import { describe, expect, it } from 'vitest';
import {
  graphAs,
  graphWith,
  obtainToken,
  portalClient,
  postToken,
  refusalOf,
  rowsOf,
  textOf,
  type GraphClient,
} from '../../testing/test-clients';
import { createTestTenant, type TestTenant } from '../../testing/test-tenant';

const defender = { appId: 'fc780465-2017-40d4-a0c5-307022471b92', role: '71fe6b80-7034-4028-9ed8-0f316df9c3ff' };
const graphApi = { appId: '00000003-0000-0000-c000-000000000000', role: '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5' };
const everything = [
  'User.Read',
  'Application.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
];

async function installed(graph: GraphClient): Promise<string> {
  const app = await graph('POST /applications', { displayName: 'connector' });
  return textOf((await graph('POST /servicePrincipals', { appId: app.body.appId })).body.id);
}

async function grant(graph: GraphClient, principalId: string, api: typeof defender): Promise<number> {
  const resource = await graph(`GET /servicePrincipals(appId='${api.appId}')?$select=id`);
  const answer = await graph(`POST /servicePrincipals/${textOf(resource.body.id)}/appRoleAssignedTo`, {
    principalId,
    resourceId: resource.body.id,
    appRoleId: api.role,
  });
  return answer.status;
}

/** Everything is consented for everybody, so that token and role alone decide. */
async function prepared(): Promise<{ tenant: TestTenant; principalId: string }> {
  const tenant = await createTestTenant();
  await tenant.set({ portalConsent: everything });
  return { tenant, principalId: await installed(await graphAs(tenant, 'global-admin', everything.join(' '))) };
}

describe('a role of WindowsDefenderATP is granted', () => {
  it.each([
    { alias: 'user', scope: 'Application.ReadWrite.All', status: 403 },
    { alias: 'security-admin', scope: 'Application.ReadWrite.All', status: 403 },
    { alias: 'security-app-admin', scope: 'Application.Read.All', status: 403 },
    { alias: 'security-app-admin', scope: 'AppRoleAssignment.ReadWrite.All', status: 403 },
    { alias: 'security-app-admin', scope: 'Application.ReadWrite.All', status: 201 },
    { alias: 'security-app-admin', scope: 'AppRoleAssignment.ReadWrite.All Application.Read.All', status: 201 },
    { alias: 'global-admin', scope: 'Application.ReadWrite.All', status: 201 },
  ])('by $alias with $scope: $status', async ({ alias, scope, status }) => {
    const { tenant, principalId } = await prepared();
    const reading = await graphAs(tenant, alias, 'Application.Read.All');
    const resource = await reading(`GET /servicePrincipals(appId='${defender.appId}')?$select=id`);
    const graph = await graphAs(tenant, alias, scope);
    const answer = await graph(`POST /servicePrincipals/${textOf(resource.body.id)}/appRoleAssignedTo`, {
      principalId,
      resourceId: resource.body.id,
      appRoleId: defender.role,
    });
    expect(answer.status).toBe(status);
  });
});

describe('a role of Microsoft Graph is granted', () => {
  it.each([
    { alias: 'security-app-admin', scope: 'Application.ReadWrite.All', status: 403 },
    { alias: 'security-app-admin', scope: 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All', status: 403 },
    { alias: 'global-admin', scope: 'Application.ReadWrite.All', status: 403 },
    { alias: 'global-admin', scope: 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All', status: 201 },
  ])('by $alias with $scope: $status', async ({ alias, scope, status }) => {
    const { tenant, principalId } = await prepared();
    expect(await grant(await graphAs(tenant, alias, scope), principalId, graphApi)).toBe(status);
  });
});

describe('an assignment', () => {
  it('is refused for ids that do not fit together', async () => {
    const { tenant, principalId } = await prepared();
    const graph = await graphAs(tenant, 'global-admin', everything.join(' '));
    const api = textOf((await graph(`GET /servicePrincipals(appId='${defender.appId}')`)).body.id);
    const post = async (path: string, body: object) =>
      refusalOf(await graph(`POST /servicePrincipals/${path}`, body)).message;
    const body = { principalId, resourceId: api, appRoleId: defender.role };
    expect(await post(`${principalId}/appRoleAssignedTo`, body)).toBe('Not a valid reference update.');
    expect(await post(`${api}/appRoleAssignments`, body)).toBe('Not a valid reference update.');
    expect(await post(`${api}/appRoleAssignedTo`, { ...body, appRoleId: graphApi.role })).toContain(
      'was not found on application',
    );
    expect(await post(`${api}/appRoleAssignedTo`, { ...body, principalId: 'x' })).toContain(
      "Invalid value specified for property 'principalId'",
    );
    expect(await post(`${api}/appRoleAssignedTo`, { ...body, id: 'x' })).toContain('read-only');
  });

  it('is seen from both sides and can be taken back', async () => {
    const { tenant, principalId } = await prepared();
    const graph = await graphAs(tenant, 'global-admin', everything.join(' '));
    await grant(graph, principalId, defender);
    const [given] = rowsOf(await graph(`GET /servicePrincipals/${principalId}/appRoleAssignments`));
    expect(given).toMatchObject({
      principalType: 'ServicePrincipal',
      principalDisplayName: 'connector',
      resourceDisplayName: 'WindowsDefenderATP',
    });
    const path = `/servicePrincipals(appId='${defender.appId}')/appRoleAssignedTo`;
    expect(rowsOf(await graph(`GET ${path}`))).toEqual([given]);
    expect((await graph(`PATCH ${path}/${textOf(given?.id)}`, {})).status).toBe(405);
    expect((await graph(`DELETE ${path}/${textOf(given?.id)}`)).status).toBe(204);
    expect(rowsOf(await graph(`GET ${path}`))).toEqual([]);
  });

  it('is refused for a principal that has not replicated', async () => {
    const { tenant } = await prepared();
    const graph = await graphAs(tenant, 'global-admin', everything.join(' '));
    await tenant.set({ replicationDelayMs: 1000 });
    const app = await graph('POST /applications', { displayName: 'late' });
    tenant.advance(1000);
    const principal = await graph('POST /servicePrincipals', { appId: app.body.appId });
    expect(await grant(graph, textOf(principal.body.id), defender)).toBe(400);
    tenant.advance(1000);
    expect(await grant(graph, textOf(principal.body.id), defender)).toBe(201);
  });
});

describe('a service principal', () => {
  it('is made once, and upserted after that', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', 'Application.ReadWrite.All');
    const app = await graph('POST /applications', { displayName: 'connector', tags: ['one'] });
    const request = `PATCH /servicePrincipals(appId='${textOf(app.body.appId)}')`;
    expect((await graph(request, { tags: ['HideApp'] })).status).toBe(404);
    const made = await graph(request, { tags: ['HideApp'] }, { prefer: 'create-if-missing' });
    expect(made).toMatchObject({ status: 201, body: { tags: ['one', 'HideApp'], appDisplayName: 'connector' } });
    expect((await graph(request, { notes: 'n' }, { prefer: 'create-if-missing' })).status).toBe(204);
    expect(refusalOf(await graph('POST /servicePrincipals', { appId: app.body.appId })).status).toBe(409);
    expect(refusalOf(await graph('POST /servicePrincipals', {})).message).toContain(
      "A value is required for property 'appId'",
    );
    const withPassword = { appId: app.body.appId, passwordCredentials: [{}] };
    expect(refusalOf(await graph('POST /servicePrincipals', withPassword)).status).toBe(400);
  });

  it('is not made by an owner without a role', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ portalConsent: ['Application.ReadWrite.All'] });
    const graph = await graphAs(tenant, 'security-admin', 'Application.ReadWrite.All');
    const app = await graph('POST /applications', { displayName: 'connector' });
    expect((await graph('POST /servicePrincipals', { appId: app.body.appId })).status).toBe(403);
  });

  it('of WindowsDefenderATP can be missing and be installed', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', 'Application.ReadWrite.All');
    await tenant.set({ windowsDefenderATP: false });
    expect((await graph(`GET /servicePrincipals(appId='${defender.appId}')`)).status).toBe(404);
    expect((await graph('POST /servicePrincipals', { appId: defender.appId })).status).toBe(201);
    expect((await graph(`GET /servicePrincipals(appId='${defender.appId}')`)).status).toBe(200);
  });
});

it('an application may do with its own permissions what it was granted', async () => {
  const { tenant } = await prepared();
  const graph = await graphAs(tenant, 'global-admin', everything.join(' '));
  const portal = rowsOf(await graph("GET /servicePrincipals?$filter=displayName eq 'SIEM Connect'"))[0];
  await grant(graph, textOf(portal?.id), { ...graphApi, role: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9' });
  const scope = 'https://graph.microsoft.com/.default';
  const token = await postToken(tenant, { ...portalClient, grant_type: 'client_credentials', scope });
  const daemon = graphWith(tenant, textOf(token.body.access_token));
  expect((await daemon('POST /applications', { displayName: 'made by a daemon' })).status).toBe(201);
  expect(refusalOf(await daemon('GET /me')).message).toContain('delegated authentication flow');
  expect((await daemon('GET /subscribedSkus')).status).toBe(403);
});

it('a token of another API is refused', async () => {
  const tenant = await createTestTenant();
  const token = await obtainToken(tenant, 'global-admin', 'https://api.securitycenter.microsoft.com/Alert.Read');
  expect(refusalOf(await graphWith(tenant, token)('GET /me'))).toEqual({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'Access token validation failure. Invalid audience.',
  });
});
