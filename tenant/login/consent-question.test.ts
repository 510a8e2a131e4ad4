import { describe, expect, it } from 'vitest';

import { addressOf, headingOf, pageOf } from '@siem-connect/testing/http-browser';
import { authorizeUrl, browserFor, graphAs, obtainCode, textOf } from '../testing/test-clients';
import { createTestTenant, testOrigins } from '../testing/test-tenant';

const elevated = 'openid profile offline_access Application.ReadWrite.All';

describe('consent', () => {
  const hint = (alias: string) => ({ scope: elevated, login_hint: `${alias}@contoso.example` });

  it('shows "Need admin approval" to those who may not, with two ways on', async () => {
    const browser = browserFor(await createTestTenant());
    const page = pageOf(await browser.get(authorizeUrl(hint('security-admin'))));
    expect(headingOf(page)).toBe('Need admin approval');
    const landing = await browser.press(page, { decision: 'return' });
    expect(addressOf(landing).searchParams.get('error')).toBe('access_denied');
    expect(addressOf(landing).searchParams.get('error_description')).toMatch(/^AADSTS90094: /);
    const other = /href="([^"]+)">Have an admin account/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(headingOf(pageOf(await browser.get(`${testOrigins.browser}${other}`)))).toBe('Pick an account');
  });

  it('is nobody’s own where the organisation says so', async () => {
    const tenant = await createTestTenant();
    const ask = { scope: 'openid User.Read', login_hint: 'user@contoso.example' };
    await tenant.set({ portalConsent: [] });
    expect(headingOf(pageOf(await browserFor(tenant).get(authorizeUrl(ask))))).toBe('Permissions requested');
    await tenant.set({ userConsent: false });
    expect(headingOf(pageOf(await browserFor(tenant).get(authorizeUrl(ask))))).toBe('Need admin approval');
  });

  it('cannot be forced by those who may not', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const page = pageOf(await browser.get(authorizeUrl(hint('security-admin'))));
    const person = tenant.tenant
      .view()
      .people.find(({ userPrincipalName }) => userPrincipalName.startsWith('security-admin'));
    const forced = pageOf(
      await browser.press(page, { decision: 'accept', organization: 'on', person: person?.id ?? '' }),
    );
    expect(headingOf(forced)).toBe('Need admin approval');
    expect(tenant.tenant.view().permissionGrants).toHaveLength(1);
  });

  it('cancelled goes back with AADSTS65004', async () => {
    const browser = browserFor(await createTestTenant());
    const page = pageOf(await browser.get(authorizeUrl(hint('security-app-admin'))));
    expect(headingOf(page)).toBe('Permissions requested');
    const landing = await browser.press(page, { decision: 'cancel' });
    expect(Object.fromEntries(addressOf(landing).searchParams)).toMatchObject({
      error: 'access_denied',
      error_subcode: 'cancel',
    });
    expect(addressOf(landing).searchParams.get('error_description')).toMatch(
      /^AADSTS65004: User declined to consent to access the app\./,
    );
  });

  it('counts for the person alone, or for everybody when an administrator says so', async () => {
    const tenant = await createTestTenant();
    await obtainCode(tenant, { alias: 'security-app-admin', scope: elevated });
    const still = pageOf(await browserFor(tenant).get(authorizeUrl(hint('user'))));
    expect(headingOf(still)).toBe('Need admin approval');

    const browser = browserFor(tenant);
    const page = pageOf(await browser.get(authorizeUrl(hint('global-admin'))));
    await browser.press(page, { decision: 'accept', organization: 'on' });
    expect(addressOf(await browserFor(tenant).get(authorizeUrl(hint('user')))).searchParams.get('code')).toBeTruthy();
  });

  it('is asked again for prompt=consent though everything is granted', async () => {
    const browser = browserFor(await createTestTenant());
    const request = { login_hint: 'global-admin@contoso.example', prompt: 'consent' };
    const page = pageOf(await browser.get(authorizeUrl(request)));
    expect(headingOf(page)).toBe('Permissions requested');
    expect(page.text).toContain('User.Read');
    expect(addressOf(await browser.press(page, { decision: 'accept' })).searchParams.get('code')).toBeTruthy();
  });

  it('asks again when another person signed in meanwhile', async () => {
    const browser = browserFor(await createTestTenant());
    const page = pageOf(await browser.get(authorizeUrl(hint('global-admin'))));
    await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' }));
    expect(headingOf(pageOf(await browser.press(page, { decision: 'accept' })))).toBe('Pick an account');
  });

  it('lets everybody consent to what needs no administrator', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ portalConsent: [] });
    const browser = browserFor(tenant);
    const page = pageOf(await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' })));
    expect(headingOf(page)).toBe('Permissions requested');
    expect(page.text).not.toContain('Consent on behalf of your organization');
    expect(addressOf(await browser.press(page, { decision: 'accept' })).searchParams.get('code')).toBeTruthy();
  });

  it('is given for what is missing, beside what an administrator consented to before', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ portalConsent: ['Application.Read.All'] });
    const browser = browserFor(tenant);
    const request = { scope: 'openid User.Read Application.Read.All', login_hint: 'user@contoso.example' };
    const page = pageOf(await browser.get(authorizeUrl(request)));
    expect(page.text).not.toContain('Application.Read.All');
    expect(addressOf(await browser.press(page, { decision: 'accept' })).searchParams.get('code')).toBeTruthy();
  });

  it('installs an application that had no service principal', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    const redirect = 'http://localhost:3000/consent/callback';
    const app = await graph('POST /applications', { displayName: 'connector', web: { redirectUris: [redirect] } });
    const browser = browserFor(tenant);
    const request = {
      client_id: textOf(app.body.appId),
      scope: 'offline_access https://api.securitycenter.microsoft.com/Alert.Read',
      login_hint: 'global-admin@contoso.example',
    };
    const page = pageOf(await browser.get(authorizeUrl(request)));
    expect(page.text).toContain('Alert.Read');
    expect(addressOf(await browser.press(page, { decision: 'accept' })).searchParams.get('code')).toBeTruthy();
    expect((await graph(`GET /servicePrincipals(appId='${textOf(app.body.appId)}')`)).status).toBe(200);
  });
});
