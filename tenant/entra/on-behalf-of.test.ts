import { describe, expect, it } from 'vitest';
import { aadstsOf, claimsOf, graphAs, obtainToken, portalClient, postToken, textOf } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';
import { tenantId } from '../seed/tenant-identity';
import { portalAppId } from '../seed/portal-registration';

/** The registration of an API with a scope that everybody has consented to for the portal, and its secret. */
async function createApi(tenant: TestTenant, requestedAccessTokenVersion: 1 | 2) {
  const graph = await graphAs(
    tenant,
    'global-admin',
    'Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All',
  );
  const scope = { id: 'd0a7b1f4-43b3-4b54-8f0c-7f7b1b5f0d11', type: 'User', value: 'access_as_user' };
  const made = await graph('POST /applications', {
    displayName: 'own API',
    api: { requestedAccessTokenVersion, oauth2PermissionScopes: [scope] },
  });
  const [id, appId] = [textOf(made.body.id), textOf(made.body.appId)];
  await graph(`PATCH /applications/${id}`, { identifierUris: [`api://${appId}`] });
  const api = await graph('POST /servicePrincipals', { appId });
  const portal = await graph(`GET /servicePrincipals(appId='${portalAppId}')`);
  const microsoftGraph = await graph("GET /servicePrincipals(appId='00000003-0000-0000-c000-000000000000')");
  const grant = (clientId: unknown, resourceId: unknown, scopes: string) =>
    graph('POST /oauth2PermissionGrants', { clientId, consentType: 'AllPrincipals', resourceId, scope: scopes });
  expect((await grant(portal.body.id, api.body.id, 'access_as_user')).status).toBe(201);
  expect((await grant(api.body.id, microsoftGraph.body.id, 'User.Read')).status).toBe(201);
  await tenant.set({ secrets: { maxLifetime: null } });
  const password = await graph(`POST /applications/${id}/addPassword`, {});
  return { appId, client: { client_id: appId, client_secret: textOf(password.body.secretText) } };
}

const exchange = {
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  requested_token_use: 'on_behalf_of',
  scope: 'https://graph.microsoft.com/User.Read',
};

/** The shape of the answer that github.com/calvinchengx/entra-emulator captured from a tenant on 13 August 2026. */
describe('an API of the tenant’s own', () => {
  it('gets tokens of v2.0 where its registration asks for them', async () => {
    const tenant = await createTestTenant();
    const { appId } = await createApi(tenant, 2);
    const shape = { aud: appId, iss: `${testOrigins.api}/${tenantId}/v2.0`, ver: '2.0', azp: portalAppId, azpacr: '1' };
    const person = claimsOf(await obtainToken(tenant, 'user', `api://${appId}/access_as_user`));
    expect(person).toMatchObject({ ...shape, scp: 'access_as_user', preferred_username: 'user@contoso.example' });
    const form = { ...portalClient, grant_type: 'client_credentials', scope: `api://${appId}/.default` };
    const alone = claimsOf((await postToken(tenant, form)).body.access_token);
    expect(alone).toMatchObject({ ...shape, aio: textOf(alone.aio) });
    for (const claims of [person, alone]) expect(Object.keys(claims)).not.toContain('appid');
  });

  it('gets tokens of v1.0 by its name otherwise', async () => {
    const tenant = await createTestTenant();
    const { appId } = await createApi(tenant, 1);
    const claims = claimsOf(await obtainToken(tenant, 'user', `api://${appId}/access_as_user`));
    expect(claims).toMatchObject({ aud: `api://${appId}`, ver: '1.0', appid: portalAppId });
  });
});

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow */
describe('a token on behalf of its caller', () => {
  it.each([1, 2] as const)('is given to an API that was called with a token of v%i', async (version) => {
    const tenant = await createTestTenant();
    const { appId, client } = await createApi(tenant, version);
    const assertion = await obtainToken(tenant, 'user', `api://${appId}/access_as_user`);
    const { body } = await postToken(tenant, { ...client, ...exchange, assertion });
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: appId,
      upn: 'user@contoso.example',
    });
  });

  it('is refused for the token of another API, of an application, of yesterday, of nobody, and for no token', async () => {
    const tenant = await createTestTenant();
    const { appId, client } = await createApi(tenant, 1);
    const ask = async (changes: Record<string, string>) =>
      aadstsOf(await postToken(tenant, { ...client, ...exchange, ...changes })).number;
    expect(await ask({ assertion: await obtainToken(tenant, 'user', 'User.Read') })).toBe(500131);
    const form = { ...portalClient, grant_type: 'client_credentials', scope: `api://${appId}/.default` };
    expect(await ask({ assertion: textOf((await postToken(tenant, form)).body.access_token) })).toBe(7000114);
    const assertion = await obtainToken(tenant, 'user', `api://${appId}/access_as_user`);
    expect(await ask({ assertion, requested_token_use: 'something' })).toBe(90023);
    expect(await ask({ assertion: `${assertion.slice(0, -8)}AAAAAAAA` })).toBe(50013);
    expect(await ask({ assertion: 'nonsense' })).toBe(50027);
    expect(await ask({})).toBe(900144);
    expect(await ask({ assertion, client_secret: '' })).toBe(7000218);
    tenant.advance(3_601_000);
    expect(await ask({ assertion })).toBe(500133);
  });
});
