import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { siemPage } from './pages/siem-page';

async function signOutIn(second: Page): Promise<void> {
  await second.goto('/settings/siem');
  await second.getByRole('button', { name: /^Account/ }).click();
  await second.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(second.getByText('You are signed out of SIEM Connect.')).toBeVisible();
}

test('a role that ends while the dialog is open shows what is still allowed', async ({
  page,
  context,
  signIn,
  siem,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Role ended' });
  await tenant.changes({ do: 'removeRole', person: people.securityAppAdmin, role: 'Application Administrator' });
  const second = await context.newPage();
  await siemPage(second).open();
  await siemPage(second).checkAgain();
  await expect(second.getByText('You can look, but not change anything.')).toBeVisible();
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(page.getByText('You can look, but not change anything.')).toBeVisible();
  await expect(siem.dialog()).toBeHidden();
  expect(await tenant.connectorApplications()).toHaveLength(0);
});

test('a session that ends while the dialog is open leads to sign-in and back', async ({
  page,
  context,
  signIn,
  siem,
  login,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Session ended' });
  await signOutIn(await context.newPage());
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(siem.dialog()).toContainText('Your session has ended.');
  await siem.dialog().getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await login.pick(people.securityAppAdmin);
  await expect(page).toHaveURL(/settings\/siem$/);
});

test('a portal that is away for a moment is said, and Try again works when it is back', async ({
  page,
  signIn,
  siem,
  tenant,
  servers,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await tenant.faults({ method: 'POST', path: '/appRoleAssignedTo', times: 1, status: 400 });
  await siem.fillDialog({ name: 'Away' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible({ timeout: 30_000 });
  await servers.portal.stop();
  await again.click();
  await expect(page.getByText('The portal did not answer.')).toBeVisible();
  await servers.portal.start();
  await again.click();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
});

test('a page that cannot be drawn anew keeps its secret', async ({ page, signIn, siem, people }) => {
  await signIn(people.securityAppAdmin);
  const connectorPage = /\/settings\/siem\/[0-9a-f-]{36}$/;
  // What the router itself asks for fails once the connector's page is there, as while the portal restarts.
  await page.route('**/settings/siem/**', (route) => {
    const drawsAnew = connectorPage.test(page.url()) && route.request().headers()['rsc'] !== undefined;
    return drawsAnew && route.request().method() === 'GET' ? route.abort() : route.continue();
  });
  const nextAction = () =>
    page.waitForResponse((answer) => answer.request().method() === 'POST' && connectorPage.test(answer.url()));
  const delivered = nextAction();
  await siem.enableConnector({ name: 'Kept secret' }, people.securityAppAdmin);
  await delivered;
  const saved = nextAction();
  await page.getByRole('radio', { name: /^Generic API/ }).check();
  await saved;
  await expect(siem.details().getByRole('button', { name: 'Copy Client secret', exact: true })).toBeVisible();
});

test('a SIEM that is chosen while the portal is away says that it is not saved, and is when it is back', async ({
  page,
  signIn,
  siem,
  servers,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Chosen' }, people.securityAppAdmin);
  // The directory has answered: the page is whole.
  await expect(page.getByRole('main').getByText('Healthy')).toBeVisible();
  await servers.portal.stop();
  await page.getByRole('radio', { name: /^Generic API/ }).check();
  const unsaved = page.getByRole('alert').filter({ hasText: 'Your choice is not saved.' });
  await expect(unsaved).toContainText('The portal did not answer.');
  await servers.portal.start();
  await siem.saving('generic-api', () => unsaved.getByRole('button', { name: 'Try again' }).click());
  await expect(unsaved).toBeHidden();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByRole('radio', { name: /^Generic API/ })).toBeChecked();
});

test('a double click opens one pop-up for tokens', async ({ page, context, signIn, siem, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Clicked twice' }, people.securityAppAdmin);
  const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Generate tokens' }).dblclick());
  await expect(page.getByText('Waiting for sign-in')).toBeVisible();
  // Another would have been opened in the same moment: it is there when the first shows Entra's page.
  await expect(popUp.account(people.securityAppAdmin)).toBeVisible();
  expect(context.pages()).toHaveLength(2);
});

test('what the token endpoint refuses is told by its code, and is recorded', async ({
  page,
  login,
  tenant,
  people,
}) => {
  for (const [fault, words] of [
    [{ status: 401, code: 7000222 }, 'Entra did not accept the portal’s own credential.'],
    [{ reset: 'before' }, 'The portal could not reach Microsoft.'],
  ] as const) {
    await tenant.faults({
      method: 'POST',
      path: '/oauth2/v2.0/token',
      body: 'grant_type=authorization_code',
      times: 1,
      ...fault,
    });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    await login.pick(people.securityReader);
    await expect(page.getByText(words)).toBeVisible();
  }
});

test('a sign-in that is refused with less too says who can help, and does not begin anew', async ({
  page,
  login,
  tenant,
  people,
}) => {
  await tenant.settings({ portalConsent: [], userConsent: false });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await login.pick(people.securityReader);
    await expect(login.needApproval()).toBeVisible();
    await login.returnWithoutConsent();
  }
  await expect(page.getByText('Here even signing in needs an administrator.')).toBeVisible();
  await expect(page.getByText('AADSTS90094')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeEnabled();
});
