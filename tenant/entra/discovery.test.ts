import { describe, expect, it } from 'vitest';
import { tenantId } from '../seed/tenant-identity';
import { readAnswer } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const get = async ({ apiApp }: TestTenant, path: string) =>
  readAnswer(await apiApp.request(`${testOrigins.api}${path}`));

describe('discovery', () => {
  it('refuses a tenant that does not exist', async () => {
    const answer = await get(await createTestTenant(), '/fabrikam.example/v2.0/.well-known/openid-configuration');
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request', error_codes: [90002] } });
  });

  it('sends browsers to the plain origin and programs to the other', async () => {
    const { body } = await get(await createTestTenant(), '/contoso.example/v2.0/.well-known/openid-configuration');
    expect(body).toMatchObject({
      issuer: `${testOrigins.api}/${tenantId}/v2.0`,
      token_endpoint: `${testOrigins.api}/${tenantId}/oauth2/v2.0/token`,
      jwks_uri: `${testOrigins.api}/${tenantId}/discovery/v2.0/keys`,
      authorization_endpoint: `${testOrigins.browser}/${tenantId}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${testOrigins.browser}/${tenantId}/oauth2/v2.0/logout`,
    });
  });

  it('leaves the tenant open on the shared endpoint', async () => {
    const { body } = await get(await createTestTenant(), '/common/v2.0/.well-known/openid-configuration');
    expect(body.issuer).toBe(`${testOrigins.api}/{tenantid}/v2.0`);
  });

  it('has the v1.0 document', async () => {
    const tenant = await createTestTenant();
    const v1 = await get(tenant, `/${tenantId}/.well-known/openid-configuration`);
    expect(v1.body.issuer).toBe(`https://sts.windows.net/${tenantId}/`);
  });

  it('answers 404 for what does not exist', async () => {
    const tenant = await createTestTenant();
    expect((await get(tenant, `/${tenantId}/oauth2/v2.0/devicecode`)).status).toBe(404);
  });

  it('sends a browser on to the origin that shows pages, query and all', async () => {
    const tenant = await createTestTenant();
    const { status, headers } = await get(tenant, `/${tenantId}/oauth2/v2.0/authorize?state=a%20b`);
    expect(status).toBe(302);
    expect(headers.get('location')).toBe(`${testOrigins.browser}/${tenantId}/oauth2/v2.0/authorize?state=a%20b`);
  });
});

describe('instance discovery', () => {
  const ask = async (endpoint: string) =>
    get(
      await createTestTenant(),
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
    );

  it.each(['x', '', 'https://login.example/common/oauth2/v2.0/authorize'])('refuses %j', async (endpoint) => {
    const { status, body } = await ask(endpoint);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_instance', error_codes: [50049] });
  });

  it('answers with the tenant and the version that were asked about, for a day and to any page', async () => {
    const { body, headers } = await ask(`${testOrigins.api}/${tenantId}/oauth2/v2.0/authorize`);
    expect(body).toMatchObject({
      tenant_discovery_endpoint: `${testOrigins.api}/${tenantId}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: '127.0.0.1:4143', aliases: ['127.0.0.1:4143'] }],
    });
    expect(headers.get('cache-control')).toBe('max-age=86400, private');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const v1 = await ask(`${testOrigins.api}/contoso.example/oauth2/authorize`);
    expect(v1.body.tenant_discovery_endpoint).toBe(
      `${testOrigins.api}/contoso.example/.well-known/openid-configuration`,
    );
  });
});

it('the token endpoint takes POST alone', async () => {
  const { status, body } = await get(await createTestTenant(), `/${tenantId}/oauth2/v2.0/token`);
  expect(status).toBe(400);
  expect(body.error_description).toMatch(
    /^AADSTS900561: The endpoint only accepts POST, OPTIONS requests\. Received a GET request\. /,
  );
});
