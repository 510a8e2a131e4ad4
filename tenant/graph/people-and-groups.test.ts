import { describe, expect, it } from 'vitest';
import { graphAs, refusalOf, rowsOf, textOf } from '../testing/test-clients';
import { createTestTenant } from '../testing/test-tenant';

/** @see https://learn.microsoft.com/graph/api/user-list, user-get, group-list and group-list-members */
describe('people', () => {
  it('are listed with what a user has by default, filtered and paged', async () => {
    const graph = await graphAs(await createTestTenant(), 'user', 'User.ReadBasic.All');
    const [ulla] = rowsOf(await graph("GET /users?$filter=startswith(displayName,'Ulla')"));
    expect(Object.keys(ulla ?? {})).toContain('businessPhones');
    expect(ulla).not.toHaveProperty('accountEnabled');
    const page = await graph('GET /users?$top=2');
    expect(page.body['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#users');
    const link = textOf(page.body['@odata.nextLink']);
    expect(link).not.toContain('$select');
    const next = rowsOf(await graph(`GET ${link.slice(link.indexOf('/users'))}`));
    expect(next).toHaveLength(2);
    const selected = rowsOf(await graph("GET /users?$select=id&$filter=userPrincipalName eq 'user@contoso.example'"));
    expect(selected).toEqual([{ id: ulla?.id }]);
  });

  it('are found by id and by name, oneself with User.Read, others not', async () => {
    const graph = await graphAs(await createTestTenant(), 'user', 'User.Read');
    const own = await graph('GET /users/user@contoso.example');
    expect(own.body.displayName).toBe('Ulla Berg');
    expect((await graph(`GET /users/${textOf(own.body.id)}`)).body).toEqual(own.body);
    expect((await graph('GET /users/security-admin@contoso.example')).status).toBe(403);
    expect(refusalOf(await graph('GET /users')).code).toBe('Authorization_RequestDenied');
  });

  it('who do not exist are 404', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', 'User.Read.All');
    expect(refusalOf(await graph('GET /users/nobody@contoso.example')).code).toBe('Request_ResourceNotFound');
  });
});

describe('groups', () => {
  it('are listed, and their members by as much as the caller may read', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'GroupMember.Read.All');
    const [group] = rowsOf(await graph("GET /groups?$filter=displayName eq 'SOC analysts'"));
    expect(group).toMatchObject({ securityEnabled: true, mailEnabled: false, groupTypes: [] });
    const members = `GET /groups/${textOf(group?.id)}/members`;
    expect(rowsOf(await graph(members))).toMatchObject([{ '@odata.type': '#microsoft.graph.user', displayName: null }]);
    const reader = await graphAs(tenant, 'global-admin', 'GroupMember.Read.All User.ReadBasic.All');
    expect(rowsOf(await reader(members))).toMatchObject([{ displayName: 'Rosa Reimer' }]);
    expect((await graph(`GET /groups/${textOf(rowsOf(await graph(members))[0]?.id)}`)).status).toBe(404);
  });
});

/** @see https://learn.microsoft.com/graph/api/user-list-ownedobjects */
it('what somebody owns is listed, by name to whoever may read applications', async () => {
  const tenant = await createTestTenant();
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All User.ReadBasic.All');
  const made = await graph('POST /applications', { displayName: 'of another' });
  const { id } = (await graph('GET /users/user@contoso.example')).body;
  const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${textOf(id)}` };
  expect((await graph(`POST /applications/${textOf(made.body.id)}/owners/$ref`, owner)).status).toBe(204);
  const owned = async (scope: string) => rowsOf(await (await graphAs(tenant, 'user', scope))('GET /me/ownedObjects'));
  const type = { '@odata.type': '#microsoft.graph.application', id: made.body.id };
  expect(await owned('User.Read Application.Read.All')).toMatchObject([{ ...type, displayName: 'of another' }]);
  expect(await owned('User.Read')).toMatchObject([{ ...type, displayName: null }]);
});

/** As PnP CLI for Microsoft 365 writes it. */
it('the tenant has an alias of its own', async () => {
  const graph = await graphAs(await createTestTenant(), 'global-admin', 'Application.Read.All');
  const path = "servicePrincipals?$filter=displayName eq 'Microsoft Graph'&$select=appId";
  const alias = await graph(`GET /myorganization/${path}`);
  expect(rowsOf(alias)).toEqual(rowsOf(await graph(`GET /${path}`)));
  expect(rowsOf(alias)).toHaveLength(1);
});
