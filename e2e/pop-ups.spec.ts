import { expect, test } from './fixtures';
import { loginPages } from './pages/login-pages';
import { siemPage } from './pages/siem-page';

const MINUTES = 60_000;

test.beforeEach(async ({ signIn, people }) => {
  await signIn(people.securityAppAdmin);
});

test('declined consent is said, makes nothing, and can be tried again', async ({ page, siem, tenant, people }) => {
  await siem.fillDialog({ name: 'Declined' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.cancel();
  await expect(page.getByText('Consent was declined.')).toBeVisible();
  await expect(page.getByText('AADSTS65004')).toBeVisible();
  await expect(page.getByText(/Correlation ID [0-9a-f-]{36}/)).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
  const again = await siem.popUpOf(() => page.getByRole('button', { name: 'Open again' }).click());
  await again.pick(people.securityAppAdmin);
  await again.accept();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

test('another account is refused by name, before anything is made', async ({ page, siem, tenant, people }) => {
  await siem.fillDialog({ name: 'Wrong account' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.globalAdmin);
  await popUp.accept();
  await expect(page.getByText('That was another account.')).toBeVisible();
  await expect(page.getByText(`You are signed in to SIEM Connect as ${people.securityAppAdmin}`)).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
});

test('an account that may not consent needs an administrator', async ({ page, siem, tenant, people }) => {
  await siem.fillDialog({ name: 'Needs approval' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAdmin);
  await expect(popUp.needApproval()).toBeVisible();
  await popUp.returnWithoutConsent();
  await expect(page.getByText('An administrator has to approve.')).toBeVisible();
  await expect(page.getByText('AADSTS90094')).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
});

test('Cancel ends the waiting and leaves nothing', async ({ page, siem, tenant }) => {
  await siem.fillDialog({ name: 'Cancelled' });
  await siem.continueToSignIn();
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Set-up was cancelled.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Set-up was cancelled.')).toBeVisible();
  await page.getByRole('link', { name: 'Back to SIEM integration' }).click();
  await expect(page.getByRole('heading', { name: 'SIEM integration', level: 1 })).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
});

test('a sign-in left open expires after ten minutes', async ({ page, siem, servers, tenant, people }) => {
  await siem.fillDialog({ name: 'Left open' });
  const popUp = await siem.continueToSignIn();
  await expect(page.getByText(/Expires in (9|10) min/)).toBeVisible();
  await servers.shiftClock(10 * MINUTES + 5_000);
  await expect(page.getByText('The sign-in expired.')).toBeVisible();
  // The window that was left open still comes back, and is refused.
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(popUp.page.getByRole('heading', { name: 'This sign-in cannot be used' })).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
  // Put right now, the portal's clock would make the sign-in wait again; Entra ID's goes along instead.
  await tenant.settings({ clockOffsetMs: 10 * MINUTES + 5_000 });
  const again = await siem.popUpOf(() => page.getByRole('button', { name: 'Start again' }).click());
  // Consent itself was given; only its answer came too late.
  await again.pick(people.securityAppAdmin);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  await servers.shiftClock(0);
});

test('a second tab and a reload show the same set-up, and make one connector', async ({
  page,
  context,
  siem,
  tenant,
  people,
}) => {
  await siem.fillDialog({ name: 'Two tabs' });
  const popUp = await siem.continueToSignIn();
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  await expect(siemPage(second).details()).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toHaveLength(1);
  // The secret went to one of the two, and to no other.
  const copy = { name: 'Copy Client secret', exact: true };
  const shown = (await page.getByRole('button', copy).count()) + (await second.getByRole('button', copy).count());
  expect(shown).toBe(1);
});

test('a replayed, a forged and a foreign callback are refused without detail', async ({
  page,
  siem,
  servers,
  anotherBrowser,
  people,
}) => {
  await siem.fillDialog({ name: 'Replayed' });
  const popUp = await siem.continueToSignIn();
  const callback = popUp.page.waitForRequest((request) => request.url().includes('/consent/callback'));
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  const address = (await callback).url();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });

  const forged = new URL('/consent/callback?code=x&state=y', servers.portalUrl).href;
  const stranger = await anotherBrowser(people.globalAdmin);
  for (const [who, url] of [
    [page, address],
    [page, forged],
    [page, new URL('/consent/callback', servers.portalUrl).href],
    [stranger, address],
  ] as const) {
    const response = await who.request.get(url);
    expect(response.status()).toBe(400);
    const text = await response.text();
    expect(text).toContain('This sign-in cannot be used');
    expect(text).not.toMatch(/state|cookie|replay|expired/i);
  }
});

test('the callback of one browser does not work in another that began its own', async ({
  page,
  siem,
  anotherBrowser,
  people,
}) => {
  await siem.fillDialog({ name: 'Victim' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await expect(popUp.permissions()).toBeVisible();
  // The same person, signed in elsewhere: state and session fit, the browser does not.
  const elsewhere = await anotherBrowser(people.securityAppAdmin);
  const response = await elsewhere.request.get(await popUp.acceptAndCatch());
  expect(response.status()).toBe(400);
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
});

test('the pop-up does not work for whoever signed out meanwhile', async ({ page, context, siem, tenant, people }) => {
  await siem.fillDialog({ name: 'Signed out' });
  const popUp = await siem.continueToSignIn();
  const second = await context.newPage();
  await second.goto('/settings/siem');
  await second.getByRole('button', { name: /^Account/ }).click();
  await second.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(second.getByText('You are signed out of SIEM Connect.')).toBeVisible();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(popUp.page.getByRole('heading', { name: 'This sign-in cannot be used' })).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('a bad name is said at the field and the typed text stays', async ({ siem }) => {
  await siem.fillDialog({ name: '<b>ArcSight</b>' });
  await expect(siem.dialog().getByText('but not < or >')).toBeVisible();
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(siem.dialog().getByLabel('Connector name')).toHaveValue('<b>ArcSight</b>');
  await expect(siem.dialog().getByLabel('Connector name')).toBeFocused();
  await siem.dialog().getByLabel('Connector name').fill('x'.repeat(121));
  await expect(siem.dialog().getByText('Use at most 120 characters.')).toBeVisible();
  await siem.dialog().getByLabel('Connector name').fill('');
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(siem.dialog().getByText('Enter a name.')).toBeVisible();
});

test('a double click makes one flow and one connector', async ({ page, siem, tenant, people }) => {
  await siem.fillDialog({ name: 'Twice' });
  const opened = page.waitForEvent('popup');
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).dblclick();
  const popUp = loginPages(await opened);
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

test('a double click on Resume makes one flow, and the set-up goes on once', async ({
  page,
  siem,
  tenant,
  context,
  people,
}) => {
  await tenant.faults({ method: 'POST', path: '/appRoleAssignedTo', status: 500, times: 1 });
  await siem.fillDialog({ name: 'Resumed twice' });
  const first = await siem.continueToSignIn();
  await first.pick(people.securityAppAdmin);
  await first.accept();
  await expect(siem.step('Grant permission')).toContainText('Microsoft answered 500');
  await siem.open();
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Resume Resumed twice' }).dblclick();
  const popUp = loginPages(await opened);
  await expect(popUp.account(people.securityAppAdmin)).toBeVisible();
  expect(context.pages()).toHaveLength(2);
  await popUp.pick(people.securityAppAdmin);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  const [application, ...others] = await tenant.connectorApplications();
  expect(others).toEqual([]);
  expect(application?.passwordCredentials).toHaveLength(1);
});

test('the browser’s back button from the connector does not repeat anything', async ({
  page,
  siem,
  tenant,
  people,
}) => {
  await siem.enableConnector({ name: 'Back' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'SIEM integration', level: 1 })).toBeVisible();
  await page.goForward();
  await expect(siem.details()).toContainText('Cannot be displayed again');
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

test('the connector’s own sign-in can be declined too, and leaves no credential', async ({
  page,
  siem,
  tenant,
  people,
}) => {
  await siem.enableConnector({ name: 'Tokens declined' }, people.securityAppAdmin);
  const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Generate tokens' }).click());
  await popUp.pick(people.securityAppAdmin);
  await expect(popUp.page.getByText('Tokens declined')).toBeVisible();
  await popUp.cancel();
  await expect(page.getByText('Consent was declined.')).toBeVisible();
  const [application] = await tenant.connectorApplications();
  expect(application?.passwordCredentials).toHaveLength(1);
});
