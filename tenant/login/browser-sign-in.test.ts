import { addressOf, type HttpBrowser, pageOf } from '@siem-connect/testing/http-browser';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tenantId } from '../seed/tenant-identity';
import { authorizeUrl, browserFor, portalCallback, portalClient, postToken, textOf } from '../testing/test-clients';
import { createTestTenant, testOrigins, testPortal, type TestTenant } from '../testing/test-tenant';

const account = 'security-admin@contoso.example';
const idSchema = z.object({ sid: z.string().optional(), auth_time: z.number().optional() });

/** Picks the account in Entra's picker. @returns what the id token says of the browser's sign-in */
async function signIn(tenant: TestTenant, browser: HttpBrowser, prompt: string) {
  const picker = pageOf(await browser.get(authorizeUrl({ scope: 'openid User.Read offline_access', prompt })));
  const code = addressOf(await browser.press(picker, { account })).searchParams.get('code') ?? '';
  const form = { ...portalClient, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
  const { body } = await postToken(tenant, form);
  return { ...idSchema.parse(decodeJwt(textOf(body.id_token))), refreshToken: textOf(body.refresh_token) };
}

describe('the id token', () => {
  it('tells when credentials were given: choosing an account that is signed in does not give them anew', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const first = await signIn(tenant, browser, 'select_account');
    tenant.advance(600_000);
    const chosen = await signIn(tenant, browser, 'select_account');
    const anew = await signIn(tenant, browser, 'login');
    expect(chosen.auth_time).toBe(first.auth_time);
    expect(anew.auth_time).toBe((first.auth_time ?? 0) + 600);
    expect(new Set([first.sid, chosen.sid, anew.sid]).size).toBe(1);
  });

  it('is of the session that the answer names, even where the request itself began it', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const visit = async () => {
      const scope = 'openid User.Read';
      const answer = addressOf(await browser.get(authorizeUrl({ scope, login_hint: account }))).searchParams;
      const code = answer.get('code') ?? '';
      const form = { ...portalClient, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
      const { sid } = idSchema.parse(decodeJwt(textOf((await postToken(tenant, form)).body.id_token)));
      return { sid, state: answer.get('session_state') };
    };
    const [first, second] = [await visit(), await visit()];
    expect(first.state).toBe(first.sid);
    expect(second).toEqual(first);
  });

  it('tells it after a refresh as before, and not at all where the registration does not ask for it', async () => {
    const tenant = await createTestTenant();
    const first = await signIn(tenant, browserFor(tenant), 'select_account');
    tenant.advance(600_000);
    const form = { ...portalClient, grant_type: 'refresh_token', refresh_token: first.refreshToken };
    const claims = async () => {
      const { body } = await postToken(tenant, { ...form, scope: 'openid User.Read' });
      return idSchema.parse(decodeJwt(textOf(body.id_token)));
    };
    expect(await claims()).toEqual({ sid: first.sid, auth_time: first.auth_time });
    await tenant.set({ portalOptionalClaims: [] });
    expect(await claims()).toEqual({});
  });
});

describe('a limit to how long ago credentials were given', () => {
  const claimsOfCode = async (tenant: TestTenant, code: string | null) => {
    const form = { ...portalClient, grant_type: 'authorization_code', code: code ?? '', redirect_uri: portalCallback };
    const { body } = await postToken(tenant, form);
    return idSchema.parse(decodeJwt(textOf(body.id_token)));
  };

  it('brings back the picker, where credentials are given anew, and refuses a silent request', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    await signIn(tenant, browser, 'select_account');
    const limited = { scope: 'openid User.Read', max_age: '60' };
    expect(addressOf(await browser.get(authorizeUrl(limited))).searchParams.has('code')).toBe(true);
    tenant.advance(61_000);
    const silent = addressOf(await browser.get(authorizeUrl({ ...limited, prompt: 'none' })));
    expect(silent.searchParams.get('error')).toBe('login_required');
    const landing = await browser.press(pageOf(await browser.get(authorizeUrl(limited))), { account });
    tenant.advance(1_000);
    const again = addressOf(await browser.get(authorizeUrl({ ...limited, prompt: 'none' })));
    expect([addressOf(landing), again].map(({ searchParams }) => searchParams.has('code'))).toEqual([true, true]);
  });

  it('of zero asks once', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    await signIn(tenant, browser, 'select_account');
    tenant.advance(1_000);
    const picker = pageOf(await browser.get(authorizeUrl({ scope: 'openid User.Read', max_age: '0' })));
    expect(addressOf(await browser.press(picker, { account })).searchParams.has('code')).toBe(true);
  });

  it('is answered by the time in the id token, though the registration does not ask for it', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const { auth_time } = await signIn(tenant, browser, 'select_account');
    await tenant.set({ portalOptionalClaims: [] });
    const codeFor = async (more: Readonly<Record<string, string>>) =>
      addressOf(await browser.get(authorizeUrl({ scope: 'openid User.Read', ...more }))).searchParams.get('code');
    tenant.advance(30_000);
    expect(await claimsOfCode(tenant, await codeFor({ max_age: '60' }))).toEqual({ auth_time });
    expect(await claimsOfCode(tenant, await codeFor({}))).toEqual({});
  });
});

describe('sign-out', () => {
  const address = `${testOrigins.browser}/${tenantId}/oauth2/v2.0/logout`;

  it('loads the logout URL of each application that this browser was signed in to, with its session', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const { sid } = await signIn(tenant, browser, 'select_account');
    const body = (await browser.get(address)).text;
    expect(body).toContain(`src="${testPortal.url}/api/front-channel-logout?sid=${sid ?? ''}"`);
    expect((await browser.get(address)).text).not.toContain('front-channel-logout');
  });
});
