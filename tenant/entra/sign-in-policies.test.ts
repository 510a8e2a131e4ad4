import { addressOf, headingOf, pageOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import {
  aadstsOf,
  authorizeUrl,
  browserFor,
  obtainCode,
  portalCallback,
  portalClient,
  postToken,
  textOf,
} from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const scope = 'openid offline_access User.Read';
const hint = { login_hint: 'security-admin@contoso.example' };

async function refreshTokenOf(tenant: TestTenant, alias: string): Promise<string> {
  const code = await obtainCode(tenant, { alias, scope });
  const form = { ...portalClient, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
  return textOf((await postToken(tenant, form)).body.refresh_token);
}

async function change(tenant: TestTenant, what: string): Promise<void> {
  const answer = await tenant.browserApp.request(`${testOrigins.browser}/control/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ do: what, person: 'security-admin' }]),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
}

async function refresh(tenant: TestTenant, token: string) {
  return postToken(tenant, { ...portalClient, grant_type: 'refresh_token', refresh_token: token, scope });
}

describe('an account that is disabled', () => {
  it('gets a page instead of a sign-in, and no token of a grant that it had', async () => {
    const tenant = await createTestTenant();
    const token = await refreshTokenOf(tenant, 'security-admin');
    await change(tenant, 'disablePerson');
    expect(pageOf(await browserFor(tenant).get(authorizeUrl(hint))).text).toContain('AADSTS50057');
    expect(aadstsOf(await refresh(tenant, token))).toEqual({ status: 400, error: 'invalid_grant', number: 50057 });
    await change(tenant, 'enablePerson');
    expect((await refresh(tenant, token)).status).toBe(200);
    await change(tenant, 'deletePerson');
    expect((await refresh(tenant, token)).status).toBe(400);
  });
});

describe('a Conditional Access block', () => {
  it('shows a page, refuses a silent sign-in, a code, and a refresh', async () => {
    const tenant = await createTestTenant();
    const token = await refreshTokenOf(tenant, 'security-admin');
    const code = await obtainCode(tenant, { alias: 'security-admin', scope });
    await tenant.set({ signInRefusals: [{ code: 53003, person: 'security-admin' }] });
    const browser = browserFor(tenant);
    const page = pageOf(await browser.get(authorizeUrl(hint)));
    expect(headingOf(page)).toContain('trouble signing you in');
    expect(page.text).toContain('AADSTS53003');
    const silent = addressOf(await browser.get(authorizeUrl({ ...hint, prompt: 'none' }))).searchParams;
    expect(silent.get('error')).toBe('interaction_required');
    expect(silent.get('error_description')).toMatch(/^AADSTS53003: /);
    const form = { ...portalClient, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
    for (const answer of [await postToken(tenant, form), await refresh(tenant, token)]) {
      expect(aadstsOf(answer)).toEqual({ status: 400, error: 'invalid_grant', number: 53003 });
      expect(answer.body.suberror).toBe('message_only');
    }
  });

  it('concerns only whom it names', async () => {
    const tenant = await createTestTenant();
    const token = await refreshTokenOf(tenant, 'user');
    await tenant.set({ signInRefusals: [{ code: 53003, person: 'security-admin' }] });
    expect((await refresh(tenant, token)).status).toBe(200);
  });

  it('can name an application, which then gets no token of its own either', async () => {
    const tenant = await createTestTenant();
    const form = { ...portalClient, grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
    await tenant.set({ signInRefusals: [{ code: 53003 }] });
    expect((await postToken(tenant, form)).status).toBe(200);
    await tenant.set({ signInRefusals: [{ code: 53003, appId: portalClient.client_id }] });
    expect(aadstsOf(await postToken(tenant, form)).number).toBe(53003);
  });
});

describe('a demand for multifactor authentication', () => {
  it.each([50072, 50074, 50076, 50078, 50079])(
    '%i refuses a refresh with claims until the person signs in again',
    async (code) => {
      const tenant = await createTestTenant();
      const token = await refreshTokenOf(tenant, 'user');
      tenant.advance(1000);
      await tenant.set({ signInRefusals: [{ code, person: 'user' }] });
      const refused = await refresh(tenant, token);
      expect(aadstsOf(refused)).toEqual({ status: 400, error: 'invalid_grant', number: code });
      expect(refused.body.suberror).toBe('basic_action');
      expect(JSON.parse(textOf(refused.body.claims))).toMatchObject({ access_token: {} });
      tenant.advance(1000);
      const renewed = await refreshTokenOf(tenant, 'user');
      expect((await refresh(tenant, renewed)).status).toBe(200);
      expect(aadstsOf(await refresh(tenant, token)).number).toBe(code);
    },
  );

  it('refuses a silent sign-in with an older session, and not a newer one', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const silent = async () => {
      const landing = await browser.get(authorizeUrl({ prompt: 'none' }));
      return addressOf(landing).searchParams.get('error');
    };
    await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' }));
    tenant.advance(1000);
    await tenant.set({ signInRefusals: [{ code: 50076 }] });
    expect(await silent()).toBe('interaction_required');
    tenant.advance(1000);
    await browser.get(authorizeUrl({}));
    expect(await silent()).toBeNull();
  });
});

it.each([70043, 50173])('a session ended by %i is over for the refresh token', async (code) => {
  const tenant = await createTestTenant();
  const token = await refreshTokenOf(tenant, 'user');
  tenant.advance(1000);
  await tenant.set({ signInRefusals: [{ code }] });
  expect(aadstsOf(await refresh(tenant, token))).toEqual({ status: 400, error: 'invalid_grant', number: code });
});

it('consent that was taken back is asked for at the next refresh', async () => {
  const tenant = await createTestTenant();
  const token = await refreshTokenOf(tenant, 'user');
  await tenant.set({ portalConsent: [] });
  const refused = await refresh(tenant, token);
  expect(aadstsOf(refused)).toEqual({ status: 400, error: 'invalid_grant', number: 65001 });
  expect(refused.body.suberror).toBe('consent_required');
});
