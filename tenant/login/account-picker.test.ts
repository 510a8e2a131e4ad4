import { addressOf, headingOf, pageOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import { tenantId } from '../seed/tenant-identity';
import { authorizeUrl, browserFor } from '../testing/test-clients';
import { createTestTenant, testOrigins, testPortal } from '../testing/test-tenant';

describe('the account picker', () => {
  it('lists everybody with their roles, asks no password and says what it is', async () => {
    const page = pageOf(await browserFor(await createTestTenant()).get(authorizeUrl({})));
    expect(headingOf(page)).toBe('Pick an account');
    for (const text of [
      'global-admin@contoso.example',
      'Application Administrator, Security Administrator',
      'No directory role',
    ]) {
      expect(page.text.replaceAll(/\s+/g, ' ')).toContain(text);
    }
    expect(page.text).not.toContain('type="password"');
    expect(page.text).toContain('This is an embedded tenant');
  });

  it('locks its pages', async () => {
    const { headers } = pageOf(await browserFor(await createTestTenant()).get(authorizeUrl({})));
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${testPortal.url}`);
  });

  it('refuses an unknown name in place and an account of elsewhere on a page', async () => {
    const browser = browserFor(await createTestTenant());
    const picker = pageOf(await browser.get(authorizeUrl({})));
    const unknown = pageOf(await browser.press(picker, { account: 'nobody@contoso.example' }));
    expect(headingOf(unknown)).toBe('Pick an account');
    expect(unknown.text).toContain('AADSTS50034');
    const foreign = pageOf(await browser.press(picker, { account: 'me@fabrikam.example' }));
    expect(foreign.text).toContain('AADSTS50020');
  });

  it('goes back with access_denied when cancelled', async () => {
    const browser = browserFor(await createTestTenant());
    const landing = await browser.press(pageOf(await browser.get(authorizeUrl({}))), { decision: 'cancel' });
    expect(Object.fromEntries(addressOf(landing).searchParams)).toMatchObject({
      error: 'access_denied',
      error_subcode: 'cancel',
      state: 'state-1',
    });
  });

  it('takes forms of its own pages only', async () => {
    const { browserApp } = await createTestTenant();
    const answer = await browserApp.request(`${testOrigins.browser}/${tenantId}/sign-in`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', host: '127.0.0.1:4100' },
      body: new URLSearchParams({ account: 'global-admin@contoso.example' }),
    });
    expect(answer.status).toBe(403);
  });
});

describe('single sign-on', () => {
  it('passes straight through until the person signs out', async () => {
    const browser = browserFor(await createTestTenant());
    const first = await browser.press(pageOf(await browser.get(authorizeUrl({}))), {
      account: 'user@contoso.example',
    });
    expect(addressOf(first).searchParams.get('code')).toBeTruthy();
    expect(addressOf(await browser.get(authorizeUrl({}))).searchParams.get('code')).toBeTruthy();
    expect(addressOf(await browser.get(authorizeUrl({ prompt: 'none' }))).searchParams.get('code')).toBeTruthy();

    const logout = `${testOrigins.browser}/${tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=`;
    const back = await browser.get(`${logout}${testPortal.url}/sign-in`);
    expect(back.headers.get('refresh')).toBe(`2; url=${testPortal.url}/sign-in`);
    expect(headingOf(pageOf(await browser.get(authorizeUrl({}))))).toBe('Pick an account');
    const elsewhere = pageOf(await browser.get(`${logout}https://evil.example/`));
    expect(headingOf(elsewhere)).toBe('You signed out of your account');
  });

  it.each(['login', 'select_account', 'create'])('asks again for prompt=%s, and once only', async (prompt) => {
    const browser = browserFor(await createTestTenant());
    await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' }));
    const picker = pageOf(await browser.get(authorizeUrl({ prompt, login_hint: 'user@contoso.example' })));
    expect(headingOf(picker)).toBe('Pick an account');
    expect(
      addressOf(await browser.press(picker, { account: 'global-admin@contoso.example' })).searchParams.get('code'),
    ).toBeTruthy();
  });

  it('follows a hint, and shows the picker for one it does not know', async () => {
    const browser = browserFor(await createTestTenant());
    expect(
      addressOf(await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' }))).searchParams.get('code'),
    ).toBeTruthy();
    const page = pageOf(await browser.get(authorizeUrl({ login_hint: 'stranger@contoso.example' })));
    expect(page.text).toContain('value="stranger@contoso.example"');
  });
});
