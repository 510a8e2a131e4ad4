import { describe, expect, it } from 'vitest';
import { firstPasswordOf, graphAs, refusalOf, rowsOf, textOf, type GraphClient } from '../../testing/test-clients';
import { createTestTenant, type TestTenant } from '../../testing/test-tenant';

const writing = 'User.Read Application.ReadWrite.All';
const password = { displayName: 'one', endDateTime: '2027-03-01T00:00:00Z' };

async function messageOf(graph: GraphClient, request: string, body?: unknown): Promise<string> {
  return refusalOf(await graph(request, body)).message;
}

describe('POST /applications refuses', () => {
  it.each([
    [
      { displayName: 'x', defaultSecret: 1 },
      "The property 'defaultSecret' does not exist on type 'microsoft.graph.application'",
    ],
    [
      { displayName: 'x', web: { redirectUrls: [] } },
      "The property 'redirectUrls' does not exist on type 'microsoft.graph.webApplication'",
    ],
    [{}, "A value is required for property 'displayName' of resource 'Application'."],
    [{ displayName: '  ' }, "Invalid value specified for property 'displayName' of resource 'Application'."],
    [{ displayName: 'x'.repeat(257) }, "Invalid value specified for property 'displayName'"],
    [{ displayName: 'x', signInAudience: 'Everybody' }, "Invalid value specified for property 'signInAudience'"],
    [
      { displayName: 'x', web: { redirectUris: ['http://siem.example/'] } },
      "Invalid value specified for property 'web'",
    ],
    [{ displayName: 'x', appId: 'y' }, "Property 'appId' is read-only and cannot be set."],
    [{ displayName: 'x', addIns: [] }, "does not implement the property 'addIns'"],
    [{ displayName: 'x', keyCredentials: [{}] }, "Invalid value specified for property 'keyCredentials'"],
    [
      { displayName: 'x', passwordCredentials: [password, password] },
      "Invalid value specified for property 'passwordCredentials'",
    ],
    [
      { displayName: 'x', passwordCredentials: [{ secretText: 'mine' }] },
      'New password credentials must be generated with service actions',
    ],
    [
      { displayName: 'x', passwordCredentials: [{ endDateTime: '2020-01-01T00:00:00Z' }] },
      "Invalid value specified for property 'endDateTime'",
    ],
    [
      { displayName: 'x', passwordCredentials: [{ name: 'x' }] },
      "The property 'name' does not exist on type 'microsoft.graph.passwordCredential'",
    ],
    [
      {
        displayName: 'x',
        'owners@odata.bind': ['https://graph.microsoft.com/v1.0/directoryObjects/11111111-1111-1111-1111-111111111111'],
      },
      'Not a valid reference update.',
    ],
  ])('%j', async (body, message) => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', writing);
    expect(await messageOf(graph, 'POST /applications', body)).toContain(message);
    expect(tenant.tenant.view().applications).toHaveLength(1);
  });

  it('a body that is not JSON or not said to be', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', writing);
    expect(refusalOf(await graph('POST /applications', [1]))).toMatchObject({ status: 400, code: 'BadRequest' });
    expect(
      refusalOf(await graph('POST /applications', { displayName: 'x' }, { 'content-type': 'text/plain' })),
    ).toMatchObject({ code: 'BadRequest' });
  });
});

describe('an application', () => {
  it('is made with one secret, and is found by each of its keys', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', writing);
    const created = await graph('POST /applications', {
      displayName: 'x',
      uniqueName: "siem's",
      passwordCredentials: [password],
    });
    expect(created.status).toBe(201);
    expect(firstPasswordOf(created).secret).toHaveLength(40);
    const { id, appId } = created.body;
    for (const key of [`/${textOf(id)}`, `(appId='${textOf(appId)}')`, "(uniqueName='siem''s')"]) {
      const found = await graph(`GET /applications${key}?$select=id,uniqueName`);
      expect(found.body).toMatchObject({ id, uniqueName: "siem's" });
      expect(Object.keys(found.body).sort()).toEqual(['@odata.context', 'id', 'uniqueName']);
    }
    for (const filter of ["displayName eq 'x'", `appId eq '${textOf(appId)}'`, "uniqueName eq 'siem''s'"]) {
      expect(rowsOf(await graph(`GET /applications?$filter=${encodeURIComponent(filter)}`))).toHaveLength(1);
    }
  });

  it('is changed member by member, its lists as a whole', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-app-admin', writing);
    const { body } = await graph('POST /applications', {
      displayName: 'x',
      tags: ['a', 'b'],
      web: { homePageUrl: 'https://a.example', redirectUris: ['https://a.example/1'] },
      passwordCredentials: [password],
    });
    const change = { tags: ['c'], web: { redirectUris: ['https://a.example/2'] }, notes: 'n' };
    expect((await graph(`PATCH /applications/${textOf(body.id)}`, change)).status).toBe(204);
    const changed = await graph(`GET /applications/${textOf(body.id)}`);
    expect(changed.body).toMatchObject({ displayName: 'x', tags: ['c'], notes: 'n' });
    expect(changed.body.web).toMatchObject({ homePageUrl: 'https://a.example', redirectUris: ['https://a.example/2'] });
    expect(changed.body.passwordCredentials).toHaveLength(1);
  });

  it('loses the secrets a PATCH leaves out, and gains none', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-app-admin', writing);
    const { body } = await graph('POST /applications', { displayName: 'x', passwordCredentials: [password] });
    const request = `PATCH /applications/${textOf(body.id)}`;
    expect(await messageOf(graph, request, { passwordCredentials: [{ displayName: 'new' }] })).toContain(
      'service actions',
    );
    expect((await graph(request, { passwordCredentials: [] })).status).toBe(204);
    expect((await graph(`GET /applications/${textOf(body.id)}`)).body.passwordCredentials).toEqual([]);
  });

  it('is upserted by its unique name', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-app-admin', writing);
    const request = "PATCH /applications(uniqueName='u')";
    const upsert = { prefer: 'create-if-missing' };
    expect((await graph(request, { displayName: 'x' })).status).toBe(404);
    expect(refusalOf(await graph(request, { displayName: 'x', passwordCredentials: [password] }, upsert)).status).toBe(
      400,
    );
    const made = await graph(request, { displayName: 'x' }, upsert);
    expect(made).toMatchObject({ status: 201, body: { uniqueName: 'u' } });
    expect((await graph(request, { displayName: 'y' }, upsert)).status).toBe(204);
    await graph(`DELETE /applications/${textOf(made.body.id)}`);
    expect(refusalOf(await graph(request, { displayName: 'z' }, upsert)).message).toContain(
      'uniqueName already exists',
    );
  });

  it('is unknown to other calls until it has replicated', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', writing);
    await tenant.set({ replicationDelayMs: 3000 });
    const { body } = await graph('POST /applications', { displayName: 'x', uniqueName: 'u' });
    const path = `/applications/${textOf(body.id)}`;
    expect((await graph(`GET ${path}`)).status).toBe(404);
    expect((await graph(`POST ${path}/addPassword`, {})).status).toBe(404);
    expect(rowsOf(await graph("GET /applications?$filter=displayName eq 'x'"))).toEqual([]);
    expect(await messageOf(graph, 'POST /servicePrincipals', { appId: body.appId })).toContain(
      'does not reference a valid application object',
    );
    expect(await messageOf(graph, 'POST /applications', { displayName: 'x', uniqueName: 'u' })).toContain(
      'already exists',
    );
    tenant.advance(3000);
    expect((await graph(`GET ${path}`)).status).toBe(200);
  });

  it('pages, and tells where the next page is', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-app-admin', writing);
    for (const name of ['a', 'b', 'c']) await graph('POST /applications', { displayName: name });
    const first = await graph('GET /applications?$top=3&$select=displayName');
    expect(rowsOf(first)).toHaveLength(3);
    const link = new URL(textOf(first.body['@odata.nextLink']));
    const second = await graph(`GET ${link.pathname.slice('/v1.0'.length)}${link.search}`);
    expect(second.body.value).toEqual([{ displayName: 'c' }]);
    expect(second.body).not.toHaveProperty('@odata.nextLink');
  });
});

describe('who may change an application', () => {
  async function madeBy(tenant: TestTenant, alias: string): Promise<string> {
    const graph = await graphAs(tenant, 'global-admin', writing);
    const owner = tenant.tenant.view().people.find(({ userPrincipalName }) => userPrincipalName.startsWith(alias));
    const reference = `https://graph.microsoft.com/v1.0/directoryObjects/${owner?.id ?? ''}`;
    return textOf((await graph('POST /applications', { displayName: 'x', 'owners@odata.bind': [reference] })).body.id);
  }

  it('administrators and owners, nobody else', async () => {
    const tenant = await createTestTenant();
    const id = await madeBy(tenant, 'security-admin');
    const outcomes: Record<string, number> = {};
    for (const alias of ['user', 'security-reader', 'security-admin', 'security-app-admin', 'global-admin']) {
      // Consented by an administrator for everybody, so that only the roles differ.
      await tenant.set({ portalConsent: ['User.Read', 'Application.ReadWrite.All'] });
      const graph = await graphAs(tenant, alias, writing);
      outcomes[alias] = (await graph(`PATCH /applications/${id}`, { notes: alias })).status;
    }
    expect(outcomes).toEqual({
      user: 403,
      'security-reader': 403,
      'security-admin': 204,
      'security-app-admin': 204,
      'global-admin': 204,
    });
  });

  it('whoever made it without being an administrator is its owner', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ portalConsent: ['User.Read', 'Application.ReadWrite.All'] });
    const graph = await graphAs(tenant, 'user', writing);
    const made = await graph('POST /applications', { displayName: 'mine' });
    const [owner] = rowsOf(await graph(`GET /applications/${textOf(made.body.id)}/owners`));
    expect(owner).toMatchObject({ '@odata.type': '#microsoft.graph.user', displayName: null });
    expect((await graph(`DELETE /applications/${textOf(made.body.id)}`)).status).toBe(204);
  });

  it('owners are added and removed', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', writing);
    const id = await madeBy(tenant, 'user');
    const reader =
      tenant.tenant.view().people.find(({ userPrincipalName }) => userPrincipalName.startsWith('security-reader'))
        ?.id ?? '';
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${reader}` };
    expect((await graph(`POST /applications/${id}/owners/$ref`, reference)).status).toBe(204);
    expect(await messageOf(graph, `POST /applications/${id}/owners/$ref`, reference)).toContain('already exist');
    expect(rowsOf(await graph(`GET /applications/${id}/owners?$select=id`))).toHaveLength(2);
    expect((await graph(`DELETE /applications/${id}/owners/${reader}/$ref`)).status).toBe(204);
    expect((await graph(`DELETE /applications/${id}/owners/${reader}/$ref`)).status).toBe(404);
  });
});
