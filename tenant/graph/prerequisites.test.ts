import { describe, expect, it } from 'vitest';
import { graphAs, refusalOf, rowsOf, textOf } from '../testing/test-clients';
import { createTestTenant } from '../testing/test-tenant';

const securityReader = '5d6b6bb7-de71-4623-b4af-96380a352509';

describe('what the portal reads before anything else', () => {
  it('roles are nameless without a permission to read them', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', 'User.Read');
    for (const row of rowsOf(await graph('GET /me/transitiveMemberOf'))) {
      expect(row.id).toBeTruthy();
      expect(row.displayName).toBeNull();
    }
    const [role] = rowsOf(await graph('GET /me/memberOf'));
    expect(role).toMatchObject({ '@odata.type': '#microsoft.graph.directoryRole', roleTemplateId: null });
  });

  it('roles through a group show in the transitive list only, and not among direct assignments', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-reader', 'User.Read RoleManagement.Read.Directory');
    const templates = async (path: string) =>
      rowsOf(await graph(`GET ${path}`)).map(({ roleTemplateId }) => roleTemplateId);
    expect(await templates('/me/transitiveMemberOf')).toContain(securityReader);
    expect(await templates('/me/memberOf')).not.toContain(securityReader);
    const me = textOf((await graph('GET /me?$select=id')).body.id);
    const direct = await graph(`GET /roleManagement/directory/roleAssignments?$filter=principalId eq '${me}'`);
    expect(rowsOf(direct)).toEqual([]);
    const definitions = await graph(
      "GET /roleManagement/directory/roleDefinitions?$filter=displayName eq 'Security Reader'",
    );
    expect(rowsOf(definitions)[0]).toMatchObject({ id: securityReader, isBuiltIn: true });
    expect(rowsOf(await graph('GET /directoryRoles')).map(({ displayName }) => displayName)).toContain(
      'Security Reader',
    );
  });

  it('the licence, which can be missing', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'Organization.Read.All');
    const plans = async () => JSON.stringify((await graph('GET /subscribedSkus?$select=servicePlans')).body);
    expect(await plans()).toContain('WINDEFATP');
    await tenant.set({ defenderLicence: false });
    expect(await plans()).not.toContain('WINDEFATP');
    expect(refusalOf(await graph('GET /subscribedSkus?$top=1'))).toMatchObject({ status: 400, code: 'BadRequest' });
    expect((await graph('GET /subscribedSkus/none')).status).toBe(404);
  });

  it('the organisation, its name alone with User.Read', async () => {
    const tenant = await createTestTenant();
    const basic = await (await graphAs(tenant, 'user', 'User.Read'))('GET /organization');
    expect(rowsOf(basic)[0]).toMatchObject({ displayName: 'Contoso' });
    expect(rowsOf(basic)[0]).not.toHaveProperty('tenantType');
    const full = await (await graphAs(tenant, 'user', 'Organization.Read.All'))('GET /organization');
    expect(rowsOf(full)[0]).toMatchObject({ tenantType: 'AAD' });
  });

  it('the API with its roles', async () => {
    const graph = await graphAs(await createTestTenant(), 'user', 'Application.Read.All');
    const { body } = await graph(
      "GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')?$select=id,appRoles",
    );
    expect(JSON.stringify(body.appRoles)).toContain('"value":"Alert.Read.All"');
  });

  it.each([
    ['/me', 'Application.Read.All'],
    ['/applications', 'User.Read'],
    ['/servicePrincipals', 'User.Read'],
    ['/subscribedSkus', 'User.Read'],
    ['/directoryRoles', 'User.Read'],
    ['/policies/defaultAppManagementPolicy', 'User.Read'],
    ['/oauth2PermissionGrants', 'Application.Read.All'],
    ['/security/alerts_v2', 'User.Read'],
  ])('%s is refused to a token with %s alone', async (path, scope) => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', scope);
    expect(refusalOf(await graph(`GET ${path}`))).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' });
  });
});

describe('Graph answers what it does not have', () => {
  it.each([
    ['GET /users/x/manager', 'manager'],
    ['GET /devices', 'devices'],
    ['GET /security/incidents', 'incidents'],
    ['POST /applications/x/addKey', 'addKey'],
    ['GET /me/transitiveMemberOf/microsoft.graph.directoryRole', 'microsoft.graph.directoryRole'],
  ])('%s', async (request, segment) => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', 'Directory.Read.All');
    expect(refusalOf(await graph(request))).toEqual({
      status: 400,
      code: 'BadRequest',
      message: `Resource not found for the segment '${segment}'.`,
    });
  });

  it('an unknown option, an unknown property, an advanced query without its header', async () => {
    const graph = await graphAs(await createTestTenant(), 'user', 'Application.Read.All User.Read');
    expect(refusalOf(await graph('GET /applications?$expand=owners')).code).toBe('BadRequest');
    expect(refusalOf(await graph('GET /me?$select=name')).message).toBe(
      "Parsing OData Select and Expand failed: Could not find a property named 'name' on type 'microsoft.graph.user'.",
    );
    const advanced = "GET /applications?$filter=displayName ne 'x'&$count=true";
    expect(refusalOf(await graph(advanced)).code).toBe('Request_UnsupportedQuery');
    expect((await graph(advanced, undefined, { ConsistencyLevel: 'eventual' })).body['@odata.count']).toBe(1);
    expect((await graph('GET /applications?$count=true')).body).not.toHaveProperty('@odata.count');
  });
});
