import { expect, test } from './fixtures';
import { siemPage } from './pages/siem-page';
import { checkAccessibility } from './support/check-accessibility';

test('pages before anybody is signed in', async ({ page, login, people }) => {
  await page.goto('/');
  await checkAccessibility(page, 'sign-in');
  await page.goto('/sign-in?problem=tooMany');
  await checkAccessibility(page, 'sign-in-too-many');
  await page.goto('/nothing-here');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await checkAccessibility(page, 'not-found-signed-out');
  await page.goto('/consent/callback?code=x&state=y');
  await checkAccessibility(page, 'callback-refused');
  await page.goto('/consent/done');
  await checkAccessibility(page, 'consent-done');
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await expect(login.account(people.globalAdmin)).toBeVisible();
  await checkAccessibility(page, 'tenant-account-picker');
});

test('the first page of a portal without a connector', async ({ page, signIn, siem, anotherBrowser, people }) => {
  await signIn(people.securityAppAdmin);
  await expect(siem.check('Your directory roles')).toContainText('Met');
  await checkAccessibility(page, 'first-run');
  await page.getByRole('button', { name: /^Account/ }).click();
  await checkAccessibility(page, 'account-menu');
  await page.keyboard.press('Escape');
  const viewer = await anotherBrowser(people.securityReader);
  await expect(siemPage(viewer).check('Your directory roles')).toContainText('Not met');
  await checkAccessibility(viewer, 'first-run-viewer');
  const refused = await anotherBrowser(people.user);
  await checkAccessibility(refused, 'refused');
});

test('prerequisites that are not met or unknown', async ({ page, signIn, siem, tenant, people }) => {
  await signIn(people.securityAppAdmin);
  await tenant.settings({ defenderLicence: false, windowsDefenderATP: false, secrets: { forbidden: true } });
  await tenant.faults({ path: '/me/transitiveMemberOf', status: 503, times: 10, retryAfter: 1 });
  await siem.checkAgain();
  await expect(siem.check('WindowsDefenderATP')).toContainText('Not met');
  await checkAccessibility(page, 'prerequisites-not-met');
  await siem.enable().click();
  await expect(siem.dialog()).toBeVisible();
  await checkAccessibility(page, 'enable-dialog-blocked');
});

test('the enable dialog, the sign-in and how it can fail', async ({ page, signIn, siem, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'ArcSight nord' });
  await checkAccessibility(page, 'enable-dialog');
  await siem.dialog().getByLabel('Connector name').fill('');
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(siem.dialog().getByLabel('Connector name')).toHaveAttribute('aria-invalid', 'true');
  await checkAccessibility(page, 'enable-dialog-name-missing');
  await siem.dialog().getByLabel('Connector name').fill('ArcSight nord');
  const popUp = await siem.continueToSignIn();
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  await checkAccessibility(page, 'waiting-for-sign-in');
  await popUp.pick(people.securityAdmin);
  await expect(popUp.needApproval()).toBeVisible();
  await checkAccessibility(popUp.page, 'tenant-need-admin-approval');
  await popUp.returnWithoutConsent();
  await expect(page.getByText('An administrator has to approve.')).toBeVisible();
  await checkAccessibility(page, 'consent-needs-approval');
  const again = await siem.popUpOf(() => page.getByRole('button', { name: 'Open again' }).click());
  await again.pick(people.securityAppAdmin);
  await expect(again.permissions()).toBeVisible();
  await checkAccessibility(again.page, 'tenant-permissions-requested');
  await again.cancel();
  await expect(page.getByText('Consent was declined.')).toBeVisible();
  await checkAccessibility(page, 'consent-declined');
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('a blocked pop-up', async ({ page, signIn, siem, people }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Blocked' });
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(page.getByText('Your browser blocked the pop-up.')).toBeVisible();
  await checkAccessibility(page, 'pop-up-blocked');
});

test('set-up progress, its failure and its undoing', async ({ page, signIn, siem, tenant, people }) => {
  await signIn(people.securityAppAdmin);
  await tenant.faults({ method: 'POST', path: '/appRoleAssignedTo', status: 500, times: 2 });
  await siem.fillDialog({ name: 'Unfinished' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(siem.step('Grant permission')).toContainText('Microsoft answered 500');
  await checkAccessibility(page, 'setup-failed');
  await siem.open();
  await expect(page.getByRole('row').filter({ hasText: 'Unfinished' })).toContainText('Incomplete');
  await checkAccessibility(page, 'list-with-incomplete');
  await page.getByRole('link', { name: 'Unfinished' }).click();
  await expect(page.getByText('Set-up of this connector is not complete.')).toBeVisible();
  await checkAccessibility(page, 'connector-incomplete');
  await siem.open();
  await page.getByRole('button', { name: 'Undo Unfinished' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'undo-dialog');
  const undo = await siem.popUpOf(() =>
    page.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click(),
  );
  await undo.pick(people.securityAppAdmin);
  await expect(page.getByText('Everything was removed.')).toBeVisible();
  await checkAccessibility(page, 'setup-undone');
});

test('set-up while replicas catch up', async ({ page, signIn, siem, tenant, people }) => {
  await signIn(people.securityAppAdmin);
  await tenant.settings({ replicationDelayMs: 60_000 });
  await siem.fillDialog({ name: 'Replicating' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(page.getByText('Waiting for replication')).toBeVisible();
  await checkAccessibility(page, 'setup-progress');
  await tenant.settings({ replicationDelayMs: 0 });
});

test('a connector and its secret', async ({ page, signIn, siem, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'ArcSight nord' }, people.securityAppAdmin);
  await checkAccessibility(page, 'connector-secret-at-hand');
  await page.getByRole('button', { name: 'Show Client secret', exact: true }).click();
  await checkAccessibility(page, 'connector-secret-shown');
  await page.getByRole('button', { name: 'Hide Client secret', exact: true }).click();
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'SIEM' }).click();
  await expect(page.getByRole('dialog', { name: 'Leave without the secret?' })).toBeVisible();
  await checkAccessibility(page, 'leave-dialog');
  await page.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Create new secret' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'new-secret-dialog');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove connector' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'remove-dialog');
});

test('SIEM types', async ({ page, signIn, siem, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'ArcSight syd' }, people.securityAppAdmin);
  for (const name of ['Generic API', 'IBM QRadar', 'Splunk', 'Microsoft Sentinel', 'Wazuh']) {
    await page.getByRole('radio', { name }).check();
    await checkAccessibility(page, `siem-type-${name}`);
  }
  await page.getByRole('searchbox', { name: 'Find a SIEM' }).fill('elastic');
  await expect(page.getByRole('radio', { name: 'Splunk' })).toBeHidden();
  await checkAccessibility(page, 'siem-type-search');
});

test('tokens, a reload, the list and a viewer', async ({ page, signIn, siem, anotherBrowser, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'ArcSight väst' }, people.securityAppAdmin);
  const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Generate tokens' }).click());
  await checkAccessibility(page, 'tokens-waiting');
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await siem.copied('Refresh token');
  await checkAccessibility(page, 'tokens-shown');
  await page.reload();
  await expect(siem.details()).toContainText('Cannot be displayed again');
  await checkAccessibility(page, 'connector-reloaded');
  await siem.open();
  await expect(page.getByRole('link', { name: 'ArcSight väst' })).toBeVisible();
  await checkAccessibility(page, 'list');
  const viewer = await anotherBrowser(people.securityReader);
  await viewer.getByRole('link', { name: 'ArcSight väst' }).click();
  await expect(siemPage(viewer).details()).toBeVisible();
  await checkAccessibility(viewer, 'connector-viewer');
  await viewer.goto('/settings/siem/11111111-2222-4333-8444-555555555555');
  await checkAccessibility(viewer, 'not-found');
});

test('after signing out', async ({ page, signIn, people }) => {
  await signIn(people.securityReader);
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out of SIEM Connect.')).toBeVisible();
  await checkAccessibility(page, 'signed-out');
});
