import { addressOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import { portalAppId } from '../seed/portal-registration';
import { tenantId } from '../seed/tenant-identity';
import {
  aadstsOf,
  authorizeUrl,
  browserFor,
  claimsOf,
  graphAs,
  pkcePair,
  portalCallback,
  portalClient,
  postToken,
  readAnswer,
  textOf,
} from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const commandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
const address = 'http://localhost:49152';

/** A code of Microsoft's own command line, and what redeems it. */
async function codeOfTools(tenant: TestTenant, redirectUri = address) {
  const { verifier, challenge } = pkcePair();
  const browser = browserFor(tenant);
  const landing = await browser.get(
    authorizeUrl({
      ...{ client_id: commandLineTools, redirect_uri: redirectUri, scope: 'openid Application.ReadWrite.All' },
      ...{ login_hint: 'global-admin@contoso.example', code_challenge: challenge, code_challenge_method: 'S256' },
    }),
  );
  const answer = landing.leftFor === null ? await browser.press(landing, { decision: 'accept' }) : landing;
  return {
    ...{ grant_type: 'authorization_code', client_id: commandLineTools, redirect_uri: redirectUri },
    ...{ code: addressOf(answer).searchParams.get('code') ?? '', code_verifier: verifier },
  };
}

describe('an installed program', () => {
  it('is Microsoft’s command line, on any port of localhost and without a secret', async () => {
    const tenant = await createTestTenant();
    const { body } = await postToken(tenant, await codeOfTools(tenant));
    expect(claimsOf(body.access_token)).toMatchObject({ appid: commandLineTools, appidacr: '0' });
  });

  it('is refused with a secret, and cannot sign in on its own', async () => {
    const tenant = await createTestTenant();
    const form = await codeOfTools(tenant);
    const withSecret = await postToken(tenant, { ...form, client_assertion: '', client_secret: 'x' });
    expect(aadstsOf(withSecret).number).toBe(7000215);
    const alone = { grant_type: 'client_credentials', client_id: commandLineTools };
    const scope = 'https://graph.microsoft.com/.default';
    expect(aadstsOf(await postToken(tenant, { ...alone, scope })).number).toBe(7000218);
  });

  it('is in no list of applications, and has a service principal once somebody consented', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.Read.All');
    const principal = `GET /servicePrincipals(appId='${commandLineTools}')`;
    expect((await graph(principal)).status).toBe(404);
    await codeOfTools(tenant);
    expect((await graph(principal)).status).toBe(200);
    expect((await graph(`GET /applications(appId='${commandLineTools}')`)).status).toBe(404);
  });
});

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
describe('a page in a browser', () => {
  const page = 'https://page.example/';
  const redeem = async (tenant: TestTenant, form: Record<string, string>, origin?: string) =>
    readAnswer(
      await tenant.apiApp.request(`${testOrigins.api}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
        ...(origin !== undefined && { headers: { origin } }),
      }),
    );

  /** A code for the page, and what redeems it. */
  async function codeOfPage(tenant: TestTenant, parameters: Record<string, string> = {}) {
    const landing = await browserFor(tenant).get(
      authorizeUrl({ redirect_uri: page, login_hint: 'user@contoso.example', ...parameters }),
    );
    const code = addressOf(landing).searchParams.get('code') ?? '';
    return { grant_type: 'authorization_code', client_id: portalAppId, redirect_uri: page, code };
  }

  async function tenantWithPage() {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    await graph(`PATCH /applications(appId='${portalAppId}')`, { spa: { redirectUris: [page] } });
    return tenant;
  }

  it('redeems from its own origin with PKCE and no secret, for a day', async () => {
    const tenant = await tenantWithPage();
    const { verifier, challenge } = pkcePair();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const form = { ...(await codeOfPage(tenant, pkce)), code_verifier: verifier };
    const { body } = await redeem(tenant, form, 'https://page.example');
    expect(claimsOf(body.access_token)).toMatchObject({ appidacr: '0' });
    const refresh = { grant_type: 'refresh_token', client_id: portalAppId, scope: 'User.Read offline_access' };
    tenant.advance(80_000_000);
    const again = await redeem(
      tenant,
      { ...refresh, refresh_token: textOf(body.refresh_token) },
      'https://page.example',
    );
    expect(again.status).toBe(200);
    tenant.advance(8_000_000);
    const late = await redeem(
      tenant,
      { ...refresh, refresh_token: textOf(again.body.refresh_token) },
      'https://page.example',
    );
    expect(aadstsOf(late).number).toBe(700084);
  });

  it('is refused without origin, without PKCE, and with the code of a server', async () => {
    const tenant = await tenantWithPage();
    expect(aadstsOf(await redeem(tenant, await codeOfPage(tenant))).number).toBe(9002327);
    expect(aadstsOf(await redeem(tenant, await codeOfPage(tenant), 'https://page.example')).number).toBe(9002325);
    const form = await codeOfPage(tenant, { redirect_uri: portalCallback });
    const server = { ...form, redirect_uri: portalCallback, client_secret: portalClient.client_secret };
    expect(aadstsOf(await redeem(tenant, server, 'https://page.example')).number).toBe(9002326);
  });
});

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc */
it('a password is asked only of programs that need no secret, and is never right', async () => {
  const tenant = await createTestTenant();
  const form = { grant_type: 'password', client_id: portalAppId, username: 'user@contoso.example', password: 'x' };
  const ask = async (changes: Record<string, string> = {}) =>
    aadstsOf(await postToken(tenant, { ...form, ...changes }));
  expect((await ask()).number).toBe(7000218);
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
  await graph(`PATCH /applications(appId='${portalAppId}')`, { isFallbackPublicClient: true });
  expect((await ask()).number).toBe(50126);
  expect((await ask({ username: 'nobody@contoso.example' })).number).toBe(50034);
});
