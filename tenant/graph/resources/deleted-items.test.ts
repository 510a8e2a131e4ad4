import { describe, expect, it } from 'vitest';
import {
  firstPasswordOf,
  graphAs,
  postToken,
  refusalOf,
  rowsOf,
  textOf,
  type GraphClient,
} from '../../testing/test-clients';
import { createTestTenant, type TestTenant } from '../../testing/test-tenant';

async function deletedConnector(tenant: TestTenant) {
  const graph: GraphClient = await graphAs(tenant, 'security-app-admin', 'Application.ReadWrite.All');
  const app = await graph('POST /applications', {
    displayName: 'connector',
    uniqueName: 'u',
    passwordCredentials: [{ endDateTime: '2027-01-01T00:00:00Z' }],
  });
  const principal = await graph('POST /servicePrincipals', { appId: app.body.appId });
  const form = {
    grant_type: 'client_credentials',
    client_id: textOf(app.body.appId),
    client_secret: firstPasswordOf(app).secret,
    scope: 'https://graph.microsoft.com/.default',
  };
  expect((await graph(`DELETE /applications/${textOf(app.body.id)}`)).status).toBe(204);
  return { graph, form, appId: textOf(app.body.id), principalId: textOf(principal.body.id) };
}

describe('the recycle bin', () => {
  it('takes the service principal with the application, and its tokens end', async () => {
    const tenant = await createTestTenant();
    const { graph, form, appId, principalId } = await deletedConnector(tenant);
    expect((await graph(`GET /applications/${appId}`)).status).toBe(404);
    expect((await graph(`GET /servicePrincipals/${principalId}`)).status).toBe(404);
    expect((await postToken(tenant, form)).body).toMatchObject({ error_codes: [700016] });
    const apps = await graph('GET /directory/deletedItems/microsoft.graph.application?$select=id,displayName');
    expect(apps.body.value).toEqual([{ id: appId, displayName: 'connector' }]);
    expect(rowsOf(await graph('GET /directory/deletedItems/microsoft.graph.servicePrincipal'))).toHaveLength(1);
    expect((await graph(`DELETE /applications/${appId}`)).status).toBe(404);
  });

  it('gives back the application and the service principal one by one', async () => {
    const tenant = await createTestTenant();
    const { graph, form, appId, principalId } = await deletedConnector(tenant);
    const restored = await graph(`POST /directory/deletedItems/${appId}/restore`);
    expect(restored).toMatchObject({
      status: 200,
      body: { '@odata.type': '#microsoft.graph.application', deletedDateTime: null },
    });
    expect((await postToken(tenant, form)).body).toMatchObject({ error_codes: [7000229] });
    expect((await graph(`POST /directory/deletedItems/${principalId}/restore`, {})).status).toBe(200);
    expect((await postToken(tenant, form)).status).toBe(200);
  });

  it('frees the unique name when emptied, by an administrator', async () => {
    const tenant = await createTestTenant();
    const { graph, appId, principalId } = await deletedConnector(tenant);
    await tenant.set({ portalConsent: ['Application.ReadWrite.All'] });
    const reader = await graphAs(tenant, 'security-reader', 'Application.ReadWrite.All');
    expect((await reader(`DELETE /directory/deletedItems/${appId}`)).status).toBe(403);
    expect((await graph(`DELETE /directory/deletedItems/${appId}`)).status).toBe(204);
    expect((await graph(`DELETE /directory/deletedItems/${principalId}`)).status).toBe(204);
    expect((await graph(`GET /directory/deletedItems/${appId}`)).status).toBe(404);
    expect((await graph('POST /applications', { displayName: 'again', uniqueName: 'u' })).status).toBe(201);
  });

  it('wants the type named', async () => {
    const graph = await graphAs(await createTestTenant(), 'user', 'Application.Read.All');
    expect(refusalOf(await graph('GET /directory/deletedItems'))).toMatchObject({ status: 400, code: 'BadRequest' });
    expect((await graph('GET /directory/deletedItems/microsoft.graph.group')).status).toBe(404);
  });
});
