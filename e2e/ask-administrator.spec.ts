import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { loginPages } from './pages/login-pages';
import type { SiemPage } from './pages/siem-page';
import { checkAccessibility } from './support/check-accessibility';
import { untilTakenOver } from './support/page-script';
import type { People } from './support/test-people';
import type { TenantControl } from './support/tenant-control';

const GRAPH = 'Microsoft Graph security alerts';
/** SecurityAlert.Read.All of Microsoft Graph, as an application permission. */
const GRAPH_ROLE = '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5';

test.beforeEach(async ({ signIn, people }) => {
  await signIn(people.securityAppAdmin);
});

/** Set-up up to where it needs somebody else. */
async function waitForApproval(siem: SiemPage, people: People, name: string): Promise<void> {
  await siem.fillDialog({ name, api: GRAPH });
  await expect(siem.dialog()).toContainText('Needs Global Administrator or Privileged Role Administrator');
  await expect(siem.dialog()).toContainText('Ask an administrator');
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  const accept = popUp.page.getByRole('button', { name: 'Accept' });
  const closed = popUp.page.waitForEvent('close').then(() => false);
  if (
    await Promise.race([
      accept.waitFor().then(
        () => true,
        () => false,
      ),
      closed,
    ])
  ) {
    await expect(popUp.page.getByText('AppRoleAssignment.ReadWrite.All')).toBeHidden();
    await accept.click();
  }
  await expect(siem.step('Grant permission')).toContainText('Waiting for an administrator', { timeout: 30_000 });
}

async function makeLink(page: Page, siem: SiemPage, button = 'Create a link'): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText('The link is displayed only once.')).toBeVisible();
  const link = await siem.copied('Link');
  expect(link).toMatch(/\/approve\/[\w-]{16}#[\w-]{43}$/);
  return link;
}

async function goToEntra(admin: Page, upn: string) {
  await admin.getByRole('button', { name: 'Continue to Entra ID' }).click();
  const entra = loginPages(admin);
  // The portal's own menu bears the same name.
  await expect(admin.getByRole('heading', { name: 'Pick an account' })).toBeVisible();
  await entra.pick(upn);
  return entra;
}

async function grantedRoles(tenant: TenantControl): Promise<readonly string[]> {
  const { appRoleAssignments, servicePrincipals } = await tenant.state();
  const [application] = await tenant.connectorApplications();
  const principal = servicePrincipals.find(({ appId }) => appId === application?.appId);
  return appRoleAssignments
    .filter(({ principalId }) => principalId === principal?.id)
    .map(({ appRoleId }) => appRoleId);
}

test('an administrator approves, the page follows, and the link decides once', async ({
  page,
  siem,
  tenant,
  anotherBrowser,
  people,
}) => {
  await waitForApproval(siem, people, 'Approved');
  expect(await grantedRoles(tenant)).toEqual([]);
  await checkAccessibility(page, 'approval-ask');
  const link = await makeLink(page, siem);
  await checkAccessibility(page, 'approval-link');

  const admin = await anotherBrowser(people.globalAdmin);
  await admin.goto(link);
  await expect(admin.getByRole('heading', { name: 'Approve a permission' })).toBeVisible();
  const [application] = await tenant.connectorApplications();
  for (const shown of ['Approved', application?.appId ?? '', 'SecurityAlert.Read.All', people.securityAppAdmin]) {
    await expect(admin.locator('main')).toContainText(shown);
  }
  await checkAccessibility(admin, 'approval-page');
  const entra = await goToEntra(admin, people.globalAdmin);
  await expect(admin.getByText('Review for your organization')).toBeVisible();
  await entra.accept();
  await expect(admin.getByText('The permission is granted.')).toBeVisible({ timeout: 20_000 });
  await checkAccessibility(admin, 'approval-granted');
  expect(await grantedRoles(tenant)).toEqual([GRAPH_ROLE]);

  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toHaveLength(1);

  await admin.goto(link);
  await expect(admin.getByText('This link has been used.')).toBeVisible();
  await expect(admin.getByRole('button', { name: 'Continue to Entra ID' })).toBeHidden();
});

test('an administrator declines; a new link replaces the old one; Undo takes everything back', async ({
  page,
  siem,
  tenant,
  anotherBrowser,
  people,
}) => {
  await waitForApproval(siem, people, 'Declined');
  const first = await makeLink(page, siem);
  const admin = await anotherBrowser(people.globalAdmin);
  await admin.goto(first);
  const entra = await goToEntra(admin, people.globalAdmin);
  await entra.cancel();
  await expect(admin.getByText('You cancelled in Entra ID’s page.')).toBeVisible({ timeout: 30_000 });
  await checkAccessibility(admin, 'approval-cancelled');
  await expect(page.getByText('This page follows the decision.')).toBeVisible();
  await admin.getByRole('button', { name: 'Decline' }).click();
  await expect(admin.getByText('The request was declined.')).toBeVisible();
  await expect(page.getByText(`${people.globalAdmin} declined`)).toBeVisible();
  await checkAccessibility(page, 'approval-declined');
  expect(await grantedRoles(tenant)).toEqual([]);

  const second = await makeLink(page, siem, 'Create a new link');
  await admin.goto(first);
  await expect(admin.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await checkAccessibility(admin, 'approval-unknown');
  await admin.goto(second);
  await admin.getByRole('button', { name: 'Decline' }).click();
  await expect(admin.getByText('The request was declined.')).toBeVisible();
  await expect(page.getByText(`${people.globalAdmin} declined`)).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Everything was removed.')).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
  await admin.goto(second);
  await expect(admin.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
});

test('somebody without the role decides nothing, here or in Entra ID', async ({
  page,
  siem,
  tenant,
  anotherBrowser,
  people,
}) => {
  await waitForApproval(siem, people, 'Wrong person');
  const link = await makeLink(page, siem);
  const reader = await anotherBrowser(people.securityReader);
  await reader.goto(link);
  await expect(reader.getByRole('heading', { name: 'You need another role to decide this' })).toBeVisible();
  await expect(reader.locator('main')).toContainText('Global Administrator, Privileged Role Administrator');
  await expect(reader.locator('main')).not.toContainText('Wrong person');
  await checkAccessibility(reader, 'approval-role');

  const admin = await anotherBrowser(people.globalAdmin);
  await admin.goto(link);
  await goToEntra(admin, people.securityAppAdmin);
  await loginPages(admin).returnWithoutConsent();
  await expect(admin.getByText('That account may not grant the permission.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('This page follows the decision.')).toBeVisible();
  expect(await grantedRoles(tenant)).toEqual([]);
});

test('says what is asked before anybody signs in, to whoever has the link, and keeps it out of the address', async ({
  page,
  siem,
  browser,
  baseURL,
  people,
}) => {
  await waitForApproval(siem, people, 'Before sign-in');
  const link = await makeLink(page, siem);
  const context = await browser.newContext({ baseURL });
  const admin = await context.newPage();
  const sent: string[] = [];
  admin.on('request', (request) => sent.push(request.url(), ...Object.values(request.headers())));
  const [path = '', token = ''] = link.split('#');

  await admin.goto(path);
  await expect(admin.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await admin.goto(link);
  await expect(admin.locator('main')).toContainText(people.securityAppAdmin);
  await expect(admin.locator('main')).toContainText('SecurityAlert.Read.All');
  await expect(admin.locator('main')).toContainText('Before sign-in');
  await expect(admin).toHaveURL(path);
  await expect(admin.getByRole('button', { name: 'Continue to Entra ID' })).toBeHidden();
  await checkAccessibility(admin, 'approval-before-sign-in');

  await admin.getByRole('link', { name: 'Sign in', exact: true }).click();
  const signIn = admin.getByRole('button', { name: 'Sign in with Microsoft' });
  await untilTakenOver(signIn);
  await signIn.click();
  await loginPages(admin).pick(people.globalAdmin);
  await expect(admin.getByRole('button', { name: 'Continue to Entra ID' })).toBeVisible();
  expect(sent.filter((text) => text.includes(token))).toEqual([]);
  // What the release before put into mails goes on working.
  await admin.goto(path.replace(/[^/]+$/, token));
  await expect(admin).toHaveURL(path);
  await expect(admin.getByRole('button', { name: 'Decline' })).toBeVisible();
  await context.close();
});

test('a redirect that says yes is not believed', async ({ page, siem, tenant, anotherBrowser, people }) => {
  await waitForApproval(siem, people, 'Forged');
  const link = await makeLink(page, siem);
  const admin = await anotherBrowser(people.globalAdmin);
  await admin.goto(link);
  const asked = admin.waitForRequest((request) => request.url().includes('/v2.0/adminconsent'));
  await admin.getByRole('button', { name: 'Continue to Entra ID' }).click();
  const state = new URL((await asked).url()).searchParams.get('state') ?? '';
  // Until Entra's page is there, it would interrupt the next one.
  await expect(admin.getByRole('heading', { name: 'Pick an account' })).toBeVisible();
  const answer = `/consent/callback?admin_consent=True&state=${encodeURIComponent(state)}`;
  await page.request.get(answer).then((response) => expect(response.status()).toBe(400));
  await admin.goto(answer);
  await expect(admin.getByText('The directory does not show the permission yet.')).toBeVisible({ timeout: 30_000 });
  await checkAccessibility(admin, 'approval-missing');
  // Not even its own person brings it back twice.
  expect((await admin.request.get(answer)).status()).toBe(400);
  await admin.getByRole('button', { name: 'Check again' }).click();
  await expect(admin.getByText('The directory does not show the permission yet.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('This page follows the decision.')).toBeVisible();
  expect(await grantedRoles(tenant)).toEqual([]);
});

test('a reload forgets the link but not the wait, and the connector is resumed by consent', async ({
  page,
  siem,
  tenant,
  anotherBrowser,
  people,
}) => {
  await waitForApproval(siem, people, 'Reloaded');
  const link = await makeLink(page, siem);
  await page.reload();
  await expect(page.getByText(`${people.securityAppAdmin} created a link`)).toBeVisible();
  await expect(page.getByText(link)).toBeHidden();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(siem.step('Grant permission')).toContainText('Waiting for an administrator');

  await siem.open();
  await page.getByRole('link', { name: 'Reloaded' }).click();
  await expect(page.getByText(`${people.securityAppAdmin} created a link`)).toBeVisible();
  await checkAccessibility(page, 'approval-connector');
  // A role that lets nobody look at connectors is enough to approve.
  await tenant.changes({ do: 'assignRole', person: people.user, role: 'Privileged Role Administrator' });
  const admin = await anotherBrowser(people.user);
  await admin.goto(link);
  const entra = await goToEntra(admin, people.user);
  await entra.accept();
  await expect(admin.getByText('The permission is granted.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`${people.user} approved`)).toBeVisible();
  const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Resume Reloaded' }).click());
  await popUp.pick(people.securityAppAdmin);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  const applications = await tenant.connectorApplications();
  expect(applications).toHaveLength(1);
  expect(applications[0]?.passwordCredentials).toHaveLength(1);
});
