import { describe, expect, it } from 'vitest';
import { tenantId } from '../seed/tenant-identity';
import {
  aadstsOf,
  claimsOf,
  firstPasswordOf,
  graphAs,
  portalClient,
  postToken,
  readAnswer,
  textOf,
} from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const graphDefault = 'https://graph.microsoft.com/.default';
const credentials = { ...portalClient, grant_type: 'client_credentials', scope: graphDefault };

async function connector(tenant: TestTenant) {
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
  const created = await graph('POST /applications', {
    displayName: 'connector',
    passwordCredentials: [{ displayName: 'one', endDateTime: '2027-03-01T00:00:00Z' }],
  });
  const appId = textOf(created.body.appId);
  const form = {
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: firstPasswordOf(created).secret,
    scope: graphDefault,
  };
  return { graph, appId, form };
}

describe('the token endpoint refuses', () => {
  it.each([
    {
      name: 'a body without grant type',
      form: { ...credentials, grant_type: '' },
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    {
      name: 'a body without client',
      form: { grant_type: 'client_credentials', scope: graphDefault },
      status: 400,
      error: 'invalid_request',
      number: 900144,
    },
    {
      name: 'an unknown application',
      form: { ...credentials, client_id: tenantId },
      status: 400,
      error: 'unauthorized_client',
      number: 700016,
    },
    {
      name: 'a wrong secret',
      form: { ...credentials, client_secret: 'wrong' },
      status: 401,
      error: 'invalid_client',
      number: 7000215,
    },
    {
      name: 'no secret',
      form: { ...credentials, client_secret: '' },
      status: 401,
      error: 'invalid_client',
      number: 7000218,
    },
    {
      name: 'an assertion that is none',
      form: { ...credentials, client_assertion: 'x.y.z' },
      status: 400,
      error: 'invalid_request',
      number: 50027,
    },
    {
      name: 'an unknown grant type',
      form: { ...credentials, grant_type: 'saml' },
      status: 400,
      error: 'unsupported_grant_type',
      number: 70003,
    },
    { name: 'no scope', form: { ...credentials, scope: '' }, status: 400, error: 'invalid_request', number: 900144 },
    {
      name: 'a delegated scope for an application',
      form: { ...credentials, scope: 'User.Read' },
      status: 400,
      error: 'invalid_scope',
      number: 1002012,
    },
    {
      name: 'two scopes for an application',
      form: { ...credentials, scope: `${graphDefault} openid` },
      status: 400,
      error: 'invalid_scope',
      number: 1002012,
    },
    {
      name: 'an unknown resource',
      form: { ...credentials, scope: 'https://nowhere.example/.default' },
      status: 400,
      error: 'invalid_resource',
      number: 500011,
    },
    {
      name: 'a code that is none',
      form: { ...credentials, grant_type: 'authorization_code', code: 'x' },
      status: 400,
      error: 'invalid_grant',
      number: 70000,
    },
    {
      name: 'a refresh token that is none',
      form: { ...credentials, grant_type: 'refresh_token', refresh_token: 'x' },
      status: 400,
      error: 'invalid_grant',
      number: 70000,
    },
  ])('$name', async ({ form, status, error, number }) => {
    const tenant = await createTestTenant();
    expect(aadstsOf(await postToken(tenant, form))).toEqual({ status, error, number });
  });

  it('an unknown tenant and the shared endpoint', async () => {
    const tenant = await createTestTenant();
    const path = (segment: string) => `/${segment}/oauth2/v2.0/token`;
    expect(aadstsOf(await postToken(tenant, credentials, path('fabrikam.example')))).toMatchObject({ number: 90002 });
    expect(aadstsOf(await postToken(tenant, credentials, path('common')))).toMatchObject({ number: 50194 });
    expect((await postToken(tenant, credentials, path('contoso.example'))).status).toBe(200);
  });

  it('in the documented shape', async () => {
    const tenant = await createTestTenant();
    const { body } = await postToken(tenant, { ...credentials, client_secret: 'wrong' });
    const members = [
      'correlation_id',
      'error',
      'error_codes',
      'error_description',
      'error_uri',
      'timestamp',
      'trace_id',
    ];
    expect(Object.keys(body).sort()).toEqual(members);
    expect(body.error_description).toMatch(
      /^AADSTS7000215: .+ Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
    );
  });

  it('an application without service principal, a disabled one and an expired secret', async () => {
    const tenant = await createTestTenant();
    const { graph, appId, form } = await connector(tenant);
    expect(aadstsOf(await postToken(tenant, form))).toEqual({ status: 401, error: 'invalid_client', number: 7000229 });
    await graph('POST /servicePrincipals', { appId });
    expect((await postToken(tenant, form)).status).toBe(200);
    await graph(`PATCH /servicePrincipals(appId='${appId}')`, { accountEnabled: false });
    expect(aadstsOf(await postToken(tenant, form))).toMatchObject({ error: 'unauthorized_client', number: 7000112 });
    tenant.advance(120 * 86_400_000);
    expect(aadstsOf(await postToken(tenant, form))).toMatchObject({ status: 401, number: 7000222 });
    await graph(`DELETE /applications(appId='${appId}')`);
  });

  it('what has not replicated yet, step by step', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ replicationDelayMs: 10_000 });
    const { graph, appId, form } = await connector(tenant);
    expect(aadstsOf(await postToken(tenant, form))).toMatchObject({ number: 700016 });
    tenant.advance(10_000);
    await graph('POST /servicePrincipals', { appId });
    expect(aadstsOf(await postToken(tenant, form))).toMatchObject({ number: 7000229 });
    tenant.advance(10_000);
    const added = await graph(`POST /applications(appId='${appId}')/addPassword`, {
      passwordCredential: { endDateTime: '2027-01-01T00:00:00Z' },
    });
    const fresh = { ...form, client_secret: textOf(added.body.secretText) };
    expect(aadstsOf(await postToken(tenant, fresh))).toMatchObject({ number: 7000215 });
    tenant.advance(10_000);
    expect((await postToken(tenant, fresh)).status).toBe(200);
  });
});

describe('an application token', () => {
  it('carries the granted roles, and none before they are granted and replicated', async () => {
    const tenant = await createTestTenant();
    const { graph, appId, form } = await connector(tenant);
    const principal = await graph('POST /servicePrincipals', { appId });
    const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
    const scope = 'https://securitycenter.onmicrosoft.com/windowsatpservice/.default';
    await tenant.set({ replicationDelayMs: 5000 });
    tenant.advance(5000);
    await graph(`POST /servicePrincipals/${textOf(principal.body.id)}/appRoleAssignments`, {
      principalId: principal.body.id,
      resourceId: api.body.id,
      appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
    });
    const early = await postToken(tenant, { ...form, scope });
    expect(claimsOf(early.body.access_token)).not.toHaveProperty('roles');
    tenant.advance(5000);
    const late = await postToken(tenant, { ...form, scope });
    expect(claimsOf(late.body.access_token)).toMatchObject({
      roles: ['Alert.Read.All'],
      aud: 'https://securitycenter.onmicrosoft.com/windowsatpservice',
      iss: `https://sts.windows.net/${tenantId}/`,
      appid: appId,
      tid: tenantId,
      ver: '1.0',
    });
    expect(late.body).not.toHaveProperty('refresh_token');
  });

  it('comes from the v1.0 endpoint by resource, its numbers written as text', async () => {
    const tenant = await createTestTenant();
    const answer = await postToken(
      tenant,
      { ...portalClient, grant_type: 'client_credentials', resource: 'https://graph.microsoft.com' },
      `/${tenantId}/oauth2/token`,
    );
    expect(answer.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: '3599',
      resource: 'https://graph.microsoft.com',
    });
    expect(claimsOf(answer.body.access_token)).toMatchObject({ aud: 'https://graph.microsoft.com', idtyp: 'app' });
  });

  it('accepts the client in the Authorization header, form-encoded', async () => {
    const tenant = await createTestTenant();
    const basic = Buffer.from(`${portalClient.client_id}:${encodeURIComponent(portalClient.client_secret)}`).toString(
      'base64',
    );
    const response = await tenant.apiApp.request(`${testOrigins.api}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: graphDefault }),
    });
    expect((await readAnswer(response)).status).toBe(200);
  });

  it('is no longer to be had when WindowsDefenderATP is missing', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ windowsDefenderATP: false });
    const scope = 'https://api.securitycenter.microsoft.com/.default';
    expect(aadstsOf(await postToken(tenant, { ...credentials, scope }))).toMatchObject({ number: 500011 });
  });
});
