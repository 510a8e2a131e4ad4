import { createHash } from 'node:crypto';
import { addressOf, headingOf, pageOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import { tenantId } from '../seed/tenant-identity';
import { portalAppId } from '../seed/portal-registration';
import { authorizeUrl, browserFor, claimsOf, graphAs, textOf, rowsOf } from '../testing/test-clients';
import { createTestTenant, testOrigins, testPortal, type TestTenant } from '../testing/test-tenant';

const elevated = 'openid profile offline_access Application.ReadWrite.All';

describe('a request with no address to trust is refused on a page', () => {
  it.each([
    ['an unknown application', { client_id: tenantId }, 'AADSTS700016'],
    ['no application', { client_id: '' }, 'AADSTS900144'],
    ['an address that is not registered', { redirect_uri: 'http://localhost:3000/consent/callback/' }, 'AADSTS50011'],
    ['no address', { redirect_uri: undefined }, 'AADSTS50011'],
  ])('%s', async (_name, parameters, number) => {
    const tenant = await createTestTenant();
    const page = pageOf(await browserFor(tenant).get(authorizeUrl(parameters)));
    expect(page.status).toBe(400);
    expect(headingOf(page)).toBe('Sorry, but we’re having trouble signing you in.');
    expect(page.text).toContain(number);
  });

  it('an unknown tenant, and the shared endpoint', async () => {
    const browser = browserFor(await createTestTenant());
    const elsewhere = (segment: string) => authorizeUrl({}).replace(tenantId, segment);
    expect(pageOf(await browser.get(elsewhere('fabrikam.example'))).text).toContain('AADSTS90002');
    expect(pageOf(await browser.get(elsewhere('common'))).text).toContain('AADSTS50194');
  });

  it('a disabled application', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    const portal = await graph("GET /servicePrincipals?$filter=displayName eq 'SIEM Connect'&$select=id");
    const [row] = rowsOf(portal);
    await graph(`PATCH /servicePrincipals/${textOf(row?.id)}`, { accountEnabled: false });
    expect(pageOf(await browserFor(tenant).get(authorizeUrl({}))).text).toContain('AADSTS7000112');
  });

  it('and nothing of it becomes markup', async () => {
    const tenant = await createTestTenant();
    const attack = '"><script>alert(1)</script>';
    const page = pageOf(await browserFor(tenant).get(authorizeUrl({ client_id: attack })));
    expect(page.text).not.toContain('<script>alert');
    const picker = pageOf(await browserFor(tenant).get(authorizeUrl({ login_hint: attack, state: attack })));
    expect(picker.text).not.toContain('<script>alert');
    expect(picker.text).toContain('&lt;script&gt;');
  });
});

describe('a request that is wrong otherwise goes back to the application', () => {
  it.each([
    ['response type', { response_type: 'code something' }, 'unsupported_response_type', 'AADSTS70005'],
    ['missing response type', { response_type: undefined }, 'invalid_request', 'AADSTS900144'],
    ['missing scope', { scope: undefined }, 'invalid_request', 'AADSTS900144'],
    ['unknown scope', { scope: 'openid Nonsense.All' }, 'invalid_scope', 'AADSTS70011'],
    ['unknown resource', { scope: 'https://nowhere.example/Read' }, 'invalid_resource', 'AADSTS500011'],
    ['age that is no number', { max_age: 'soon' }, 'invalid_request', 'AADSTS9002313'],
    ['prompt', { prompt: 'admin_consent' }, 'invalid_request', 'AADSTS90023'],
    [
      'plain PKCE',
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request',
      'AADSTS9002313',
    ],
    ['short challenge', { code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request', 'AADSTS501491'],
    ['silent without session', { prompt: 'none' }, 'login_required', 'AADSTS50058'],
  ])('%s', async (...[, parameters, error, number]) => {
    const landing = await browserFor(await createTestTenant()).get(authorizeUrl(parameters));
    const { searchParams } = addressOf(landing);
    expect(searchParams.get('error')).toBe(error);
    expect(searchParams.get('error_description')).toMatch(
      new RegExp(`^${number}: .+Trace ID: .+Correlation ID: .+Timestamp: `, 's'),
    );
    expect(searchParams.get('state')).toBe('state-1');
  });

  it('silent without consent', async () => {
    const browser = browserFor(await createTestTenant());
    await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' }));
    const landing = await browser.get(authorizeUrl({ scope: elevated, prompt: 'none' }));
    expect(addressOf(landing).searchParams.get('error')).toBe('consent_required');
  });
});

describe('the answer', () => {
  it('comes in the fragment or as a form when asked so', async () => {
    const browser = browserFor(await createTestTenant());
    const person = { login_hint: 'user@contoso.example' };
    const fragment = addressOf(await browser.get(authorizeUrl({ ...person, response_mode: 'fragment' })));
    expect(fragment.search).toBe('');
    expect(new URLSearchParams(fragment.hash.slice(1)).get('state')).toBe('state-1');
    const form = pageOf(await browser.get(authorizeUrl({ ...person, response_mode: 'form_post' })));
    expect(form.text).toContain(`action="${testPortal.url}/consent/callback"`);
    expect(form.text).toContain('name="code"');
    expect(form.headers.get('content-security-policy')).toMatch(/script-src 'sha256-/);
  });

  it('is given to a request that was posted too', async () => {
    const tenant = await createTestTenant();
    const url = new URL(authorizeUrl({ login_hint: 'user@contoso.example' }));
    const answer = await tenant.browserApp.request(url.origin + url.pathname, {
      method: 'POST',
      body: url.searchParams,
    });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain('code=');
  });
});

it('has no page at other addresses', async () => {
  const { browserApp } = await createTestTenant();
  for (const path of ['/adminconsent', `/${tenantId}/adminconsent`, '/v1.0/me', `/${tenantId}/oauth2/v2.0/token`]) {
    expect((await browserApp.request(`${testOrigins.browser}${path}`)).status).toBe(404);
  }
});

/** @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-the-sign-in-request */
describe('tokens that come with the answer', () => {
  const nonce = 'n1';
  const parametersOf = async (tenant: TestTenant, parameters: Record<string, string>) => {
    const landing = await browserFor(tenant).get(
      authorizeUrl({ login_hint: 'user@contoso.example', nonce, ...parameters }),
    );
    return new URLSearchParams(addressOf(landing).hash.slice(1));
  };
  const turnOn = async (tenant: TestTenant) => {
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    await graph(`PATCH /applications(appId='${portalAppId}')`, {
      web: { implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true } },
    });
  };

  it.each([
    ['code id_token', 'AADSTS700054'],
    ['code token', 'AADSTS700051'],
  ])('%s is refused while the application has not turned it on', async (responseType, number) => {
    const answer = await parametersOf(await createTestTenant(), { response_type: responseType });
    expect(answer.get('error')).toBe('unsupported_response_type');
    expect(answer.get('error_description')).toContain(number);
  });

  it('never in a query, never without a nonce', async () => {
    const tenant = await createTestTenant();
    await turnOn(tenant);
    const query = { response_type: 'id_token', response_mode: 'query' };
    const landing = await browserFor(tenant).get(authorizeUrl({ login_hint: 'user@contoso.example', nonce, ...query }));
    expect(addressOf(landing).href).toContain('AADSTS70007');
    const without = await parametersOf(tenant, { response_type: 'id_token', nonce: '' });
    expect(without.get('error_description')).toContain('AADSTS900144');
  });

  it('are bound to the code and to each other, by the name the browser came by', async () => {
    const tenant = await createTestTenant();
    await turnOn(tenant);
    const strict = 'https://localhost:4143';
    const answer = await parametersOf(tenant, { response_type: 'code id_token token', reached_by: strict });
    const names = ['access_token', 'code', 'expires_in', 'id_token', 'scope', 'session_state', 'state', 'token_type'];
    expect([...answer.keys()].toSorted()).toEqual(names);
    const half = (name: string) =>
      createHash('sha256')
        .update(answer.get(name) ?? '')
        .digest()
        .subarray(0, 16)
        .toString('base64url');
    expect(claimsOf(answer.get('id_token'))).toMatchObject({
      nonce,
      iss: `${strict}/${tenantId}/v2.0`,
      c_hash: half('code'),
      at_hash: half('access_token'),
      sid: answer.get('session_state'),
    });
    expect(claimsOf(answer.get('access_token'))).toMatchObject({ appidacr: '0' });
  });
});
