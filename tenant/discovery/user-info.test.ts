import { describe, expect, it } from 'vitest';
import {
  claimsOf,
  obtainCode,
  obtainToken,
  portalCallback,
  portalClient,
  postToken,
  readAnswer,
  refusalOf,
  textOf,
} from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const ask = ({ apiApp }: TestTenant, token: string, method = 'GET') =>
  apiApp.request(`${testOrigins.api}/oidc/userinfo`, { method, headers: { authorization: `Bearer ${token}` } });

describe('userinfo', () => {
  it('is found through both discovery documents', async () => {
    const { apiApp } = await createTestTenant();
    for (const document of ['common/v2.0', 'common']) {
      const address = `${testOrigins.api}/${document}/.well-known/openid-configuration`;
      const { body } = await readAnswer(await apiApp.request(address));
      expect(body.userinfo_endpoint).toBe(`${testOrigins.api}/oidc/userinfo`);
    }
  });

  it('is refused without a token and with one that is not for Graph', async () => {
    const tenant = await createTestTenant();
    const bare = await tenant.apiApp.request(`${testOrigins.api}/oidc/userinfo`);
    expect(bare.headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect(refusalOf(await readAnswer(bare))).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' });
    expect((await ask(tenant, 'nonsense')).status).toBe(401);
  });

  it('is refused to an application, and to one who did not sign in by OpenID', async () => {
    const tenant = await createTestTenant();
    const scope = 'https://graph.microsoft.com/.default';
    const own = await postToken(tenant, { ...portalClient, grant_type: 'client_credentials', scope });
    for (const token of [textOf(own.body.access_token), await obtainToken(tenant, 'user', 'User.Read')]) {
      const answer = await readAnswer(await ask(tenant, token));
      expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' });
    }
  });

  it('tells as much of the person as the scopes do, under the subject of the id token', async () => {
    const tenant = await createTestTenant();
    const { body: tokens } = await postToken(tenant, {
      ...portalClient,
      grant_type: 'authorization_code',
      code: await obtainCode(tenant, { alias: 'user', scope: 'openid profile' }),
      redirect_uri: portalCallback,
    });
    const { sub } = claimsOf(tokens.id_token);
    const profile = await ask(tenant, textOf(tokens.access_token));
    expect(profile.headers.get('cache-control')).toBe('no-store');
    expect((await readAnswer(profile)).body).toEqual({
      sub,
      name: 'Ulla Berg',
      family_name: 'Berg',
      given_name: 'Ulla',
      picture: `${testOrigins.api}/v1.0/me/photo/$value`,
    });
    const email = await ask(tenant, await obtainToken(tenant, 'user', 'openid email'), 'POST');
    expect((await readAnswer(email)).body).toEqual({ sub, email: 'user@contoso.example' });
  });

  it('lets a page of any origin ask with its token', async () => {
    const { apiApp } = await createTestTenant();
    const answer = await apiApp.request(`${testOrigins.api}/oidc/userinfo`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization');
  });
});
