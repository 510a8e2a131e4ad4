import { X509Certificate } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tenantId } from '../seed/tenant-identity';
import { makeKeyRing } from '../tokens/signing-keys';
import { claimsOf, graphWith, obtainToken, portalClient, postToken, readAnswer } from '../testing/test-clients';
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

  it.each(['https://localhost:4143', 'https://login.microsoftonline.com', 'https://login.microsoftonline.us'])(
    'names every address with TLS where it is asked for as %s',
    async (origin) => {
      const { apiApp } = await createTestTenant();
      const address = `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`;
      const { body } = await readAnswer(await apiApp.request(address));
      expect(body).toMatchObject({
        issuer: `${origin}/${tenantId}/v2.0`,
        authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
        end_session_endpoint: `${origin}/${tenantId}/oauth2/v2.0/logout`,
      });
      expect(JSON.stringify(body)).not.toContain('http:');
    },
  );

  it('knows the issuer of personal accounts, which sign nobody in', async () => {
    const tenant = await createTestTenant();
    const { body } = await get(tenant, '/consumers/v2.0/.well-known/openid-configuration');
    expect(body.issuer).toBe(`${testOrigins.api}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`);
    const form = { ...portalClient, grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
    const refused = await postToken(tenant, form, '/consumers/oauth2/v2.0/token');
    expect(refused.body.error_codes).toEqual([9002331]);
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

  it('answers 404 for what does not exist, and says where that is written', async () => {
    const tenant = await createTestTenant();
    const { status, body } = await get(tenant, `/${tenantId}/oauth2/v2.0/devicecode`);
    expect(status).toBe(404);
    expect(body.error_description).toContain('docs/tenant.md');
  });

  it('sends a browser on to the origin that shows pages, query and all', async () => {
    const tenant = await createTestTenant();
    const { status, headers } = await get(tenant, `/${tenantId}/oauth2/v2.0/authorize?state=a%20b`);
    expect(status).toBe(302);
    expect(headers.get('location')).toBe(`${testOrigins.browser}/${tenantId}/oauth2/v2.0/authorize?state=a%20b`);
  });
});

const keySetSchema = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      use: z.literal('sig'),
      kid: z.string(),
      x5t: z.string(),
      n: z.string(),
      e: z.string(),
      x5c: z.tuple([z.string()]),
      issuer: z.string().optional(),
    }),
  ),
});

/** @see https://learn.microsoft.com/entra/identity-platform/signing-key-rollover */
describe('the keys that sign', () => {
  const keysOf = async (tenant: TestTenant, path = `/${tenantId}/discovery/v2.0/keys`) =>
    keySetSchema.parse((await get(tenant, path)).body).keys;
  const rotate = ({ browserApp }: TestTenant) =>
    browserApp.request(`${testOrigins.browser}/control/rotate-keys`, { method: 'POST' });
  const getToken = (tenant: TestTenant) => obtainToken(tenant, 'user', 'User.Read openid');

  it('are two, each with its certificate, named by its thumbprint', async () => {
    const tenant = await createTestTenant(Date.now(), { keyRing: await makeKeyRing() });
    const keys = await keysOf(tenant);
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      const certificate = new X509Certificate(Buffer.from(key.x5c[0], 'base64'));
      const thumbprint = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
      expect([key.kid, key.x5t, key.issuer]).toEqual([thumbprint, thumbprint, `${testOrigins.api}/${tenantId}/v2.0`]);
      expect(certificate.publicKey.export({ format: 'jwk' })).toMatchObject({ n: key.n, e: key.e });
    }
    const v1 = await keysOf(tenant, `/${tenantId}/discovery/keys`);
    expect(v1.map(({ kid, issuer }) => [kid, issuer])).toEqual(keys.map(({ kid }) => [kid, undefined]));
  });

  it('rotate to one that was published before, and the old one counts until the rotation after', async () => {
    const tenant = await createTestTenant(Date.now(), { keyRing: await makeKeyRing() });
    const before = await keysOf(tenant);
    const token = await getToken(tenant);
    expect((await rotate(tenant)).status).toBe(200);
    const after = await keysOf(tenant);
    const [signing] = after;
    expect(before.map(({ kid }) => kid)).toContain(signing?.kid);
    expect(decodeProtectedHeader(token).kid).not.toBe(signing?.kid);
    const fresh = await getToken(tenant);
    expect(decodeProtectedHeader(fresh)).toEqual({ typ: 'JWT', alg: 'RS256', kid: signing?.kid, x5t: signing?.kid });
    await jwtVerify(fresh, createLocalJWKSet({ keys: after }), { currentDate: new Date() });
    expect((await graphWith(tenant, token)('GET /me')).status).toBe(200);
    await rotate(tenant);
    expect((await graphWith(tenant, token)('GET /me')).status).toBe(401);
    expect((await graphWith(tenant, fresh)('GET /me')).status).toBe(200);
  });
});

/** As tokens of Microsoft's own samples: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
it('tokens are dated five minutes back and live for an hour', async () => {
  const now = Date.now();
  const tenant = await createTestTenant(now);
  const seconds = Math.floor(now / 1000);
  const validity = { iat: seconds - 300, nbf: seconds - 300, exp: seconds + 3600 };
  expect(claimsOf(await obtainToken(tenant, 'user', 'User.Read'))).toMatchObject(validity);
  const form = { ...portalClient, grant_type: 'client_credentials', resource: 'https://graph.microsoft.com' };
  const { body } = await postToken(tenant, form, `/${tenantId}/oauth2/token`);
  expect(claimsOf(body.access_token)).toMatchObject(validity);
  expect(body).toMatchObject({
    expires_in: '3599',
    not_before: String(validity.nbf),
    expires_on: String(validity.exp),
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

it('instance discovery knows the names of Microsoft’s clouds, and what else each is called', async () => {
  const tenant = await createTestTenant();
  const endpoint = encodeURIComponent(`https://login.windows.net/${tenantId}/oauth2/v2.0/authorize`);
  const { body } = await get(tenant, `/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`);
  expect(body.tenant_discovery_endpoint).toBe(
    `https://login.windows.net/${tenantId}/v2.0/.well-known/openid-configuration`,
  );
  expect(body.metadata).toContainEqual({
    preferred_network: 'login.microsoftonline.com',
    preferred_cache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  });
});

it('lets a page of any origin ask for a token', async () => {
  const { apiApp } = await createTestTenant();
  const allowed = await apiApp.request(`${testOrigins.api}/${tenantId}/oauth2/v2.0/token`, {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  });
  expect(allowed.headers.get('access-control-allow-origin')).toBe('*');
});

it('the token endpoint takes POST alone', async () => {
  const { status, body } = await get(await createTestTenant(), `/${tenantId}/oauth2/v2.0/token`);
  expect(status).toBe(400);
  expect(body.error_description).toMatch(
    /^AADSTS900561: The endpoint only accepts POST, OPTIONS requests\. Received a GET request\. /,
  );
});
