import { addressOf, headingOf, pageOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import { tenantId } from '../seed/tenant-identity';
import { browserFor, graphAs, portalCallback, rowsOf, textOf } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const graphAppId = '00000003-0000-0000-c000-000000000000';
const defenderAppId = 'fc780465-2017-40d4-a0c5-307022471b92';
/** SecurityAlert.Read.All, as an application permission and as a delegated one. */
const graphRole = '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5';
const graphScope = 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea';
const defenderRole = '71fe6b80-7034-4028-9ed8-0f316df9c3ff';

async function registered(tenant: TestTenant, resourceAppId = graphAppId, roleId = graphRole) {
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
  const scopes = resourceAppId === graphAppId ? [{ id: graphScope, type: 'Scope' }] : [];
  const app = await graph('POST /applications', {
    displayName: 'connector',
    web: { redirectUris: [portalCallback] },
    requiredResourceAccess: [{ resourceAppId, resourceAccess: [{ id: roleId, type: 'Role' }, ...scopes] }],
  });
  const appId = textOf(app.body.appId);
  const principal = await graph('POST /servicePrincipals', { appId });
  const roles = async () =>
    rowsOf(await graph(`GET /servicePrincipals/${textOf(principal.body.id)}/appRoleAssignments`)).map(
      ({ appRoleId }) => appRoleId,
    );
  return { appId, roles };
}

function address(appId: string, changes: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    client_id: appId,
    scope: 'https://graph.microsoft.com/.default',
    redirect_uri: portalCallback,
    state: 'the-state',
    ...changes,
  });
  return `${testOrigins.browser}/${tenantId}/v2.0/adminconsent?${query.toString()}`;
}

async function openQuestion(tenant: TestTenant, url: string, alias: string) {
  const browser = browserFor(tenant);
  const picker = pageOf(await browser.get(url));
  const page = pageOf(await browser.press(picker, { account: `${alias}@contoso.example` }));
  return { browser, page };
}

describe('admin consent', () => {
  it.each([
    ['an address that is not registered', { redirect_uri: 'https://attacker.example/' }, 'AADSTS50011'],
    ['an application that nobody registered', { client_id: tenantId }, 'AADSTS700016'],
  ])('stays on its own page for %s', async (_what, changes, code) => {
    const tenant = await createTestTenant();
    const { appId } = await registered(tenant);
    const page = pageOf(await browserFor(tenant).get(address(appId, changes)));
    expect(page.status).toBe(400);
    expect(page.text).toContain(code);
  });

  it('wants a scope', async () => {
    const tenant = await createTestTenant();
    const { appId } = await registered(tenant);
    const answer = addressOf(await browserFor(tenant).get(address(appId, { scope: '' })));
    expect(answer.searchParams.get('error_description')).toMatch(/^AADSTS900144/);
  });

  it.each(['security-app-admin', 'user'])('asks %s for an administrator, whatever is posted', async (alias) => {
    const tenant = await createTestTenant();
    const { appId, roles } = await registered(tenant);
    const { browser, page } = await openQuestion(tenant, address(appId), alias);
    expect(headingOf(page)).toBe('Need admin approval');
    const person = tenant.tenant.view().people.find((one) => one.userPrincipalName.startsWith(`${alias}@`));
    const forced = pageOf(await browser.press(page, { decision: 'accept', person: person?.id ?? '' }));
    expect(headingOf(forced)).toBe('Need admin approval');
    const answer = addressOf(await browser.press(page, { decision: 'return' }));
    expect(answer.searchParams.get('error')).toBe('access_denied');
    expect(await roles()).toEqual([]);
  });

  it('cancelled grants nothing and says consent_required, AADSTS65004', async () => {
    const tenant = await createTestTenant();
    const { appId, roles } = await registered(tenant);
    const { browser, page } = await openQuestion(tenant, address(appId), 'global-admin');
    const answer = addressOf(await browser.press(page, { decision: 'cancel' })).searchParams;
    expect(Object.fromEntries(answer)).toMatchObject({
      admin_consent: 'True',
      error: 'consent_required',
      state: 'the-state',
    });
    expect(answer.get('error_description')).toMatch(/^AADSTS65004: /);
    expect(await roles()).toEqual([]);
  });

  it('grants all that the registration lists, for everybody, and once', async () => {
    const tenant = await createTestTenant();
    const { appId, roles } = await registered(tenant);
    for (let time = 1; time <= 2; time += 1) {
      const { browser, page } = await openQuestion(tenant, address(appId), 'global-admin');
      expect(headingOf(page)).toBe('Permissions requested');
      expect(page.text).toContain('SecurityAlert.Read.All');
      const answer = addressOf(await browser.press(page, { decision: 'accept' })).searchParams;
      expect(Object.fromEntries(answer)).toEqual({
        admin_consent: 'True',
        tenant: tenantId,
        scope: 'https://graph.microsoft.com/.default',
        state: 'the-state',
      });
    }
    expect(await roles()).toEqual([graphRole]);
    const grants = tenant.tenant.view().permissionGrants;
    expect(grants.filter(({ scope }) => scope === 'SecurityAlert.Read.All')).toMatchObject([
      { consentType: 'AllPrincipals' },
    ]);
  });

  it('lets an Application Administrator grant a permission of another API', async () => {
    const tenant = await createTestTenant();
    const { appId, roles } = await registered(tenant, defenderAppId, defenderRole);
    const scope = 'https://api.securitycenter.microsoft.com/.default';
    const { browser, page } = await openQuestion(tenant, address(appId, { scope }), 'security-app-admin');
    await browser.press(page, { decision: 'accept' });
    expect(await roles()).toEqual([defenderRole]);
  });

  it('grants no application permission without .default', async () => {
    const tenant = await createTestTenant();
    const { appId, roles } = await registered(tenant);
    const { browser, page } = await openQuestion(tenant, address(appId, { scope: 'User.Read' }), 'global-admin');
    await browser.press(page, { decision: 'accept' });
    expect(await roles()).toEqual([]);
  });
});
