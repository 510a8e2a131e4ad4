import { expect, test } from './fixtures';
import type { SiemPage } from './pages/siem-page';
import type { People } from './support/test-people';

test.beforeEach(async ({ signIn, people }) => {
  await signIn(people.securityAppAdmin);
});

type Starting = { readonly siem: SiemPage; readonly people: People };

const start = async ({ siem, people }: Starting, name: string) => {
  await siem.fillDialog({ name });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
};

test('a busy Graph is waited for, and the page says so', async ({ page, siem, tenant, people }) => {
  await tenant.faults({ method: 'PATCH', path: '/servicePrincipals', status: 429, retryAfter: 3 });
  await start({ siem, people }, 'Busy');
  await expect(page.getByText('Waiting for Microsoft')).toBeVisible();
  await expect(page.getByText('Microsoft Graph is busy and asked to wait.')).toBeVisible();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
});

test('a wait of ten minutes is not waited for', async ({ page, siem, tenant, people }) => {
  await tenant.faults({ method: 'PATCH', path: '/servicePrincipals', status: 429, retryAfter: 600 });
  await start({ siem, people }, 'Very busy');
  await expect(page.getByText('Microsoft asked to wait longer than a minute.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

for (const [what, fault, words] of [
  ['500', { status: 500 }, 'Microsoft answered 500'],
  ['HTML', { malformed: 'html' }, 'could not be understood'],
  ['a reset before', { reset: 'before' }, 'The connection was cut'],
  ['a reset after', { reset: 'after' }, 'The connection was cut'],
] as const) {
  test(`${what} at Create application fails the step, and Try again makes one application`, async ({
    page,
    siem,
    tenant,
    people,
  }) => {
    await tenant.faults({ method: 'POST', path: '/v1.0/applications$', ...fault });
    await start({ siem, people }, `Fault ${what}`);
    await expect(siem.step('Create application')).toContainText(words);
    await expect(siem.step('Create application')).toContainText(/Request ID [0-9a-f-]{36}/);
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(siem.details()).toBeVisible({ timeout: 30_000 });
    const applications = await tenant.connectorApplications();
    expect(applications).toHaveLength(1);
    // What was made in the lost answer has been replaced.
    expect(applications[0]?.passwordCredentials).toHaveLength(1);
    expect(await siem.copied('Client secret ID')).toBe(applications[0]?.passwordCredentials[0]?.keyId);
  });
}

test('Undo removes what was made and says so', async ({ page, siem, tenant, people }) => {
  await tenant.faults({ method: 'POST', path: '/appRoleAssignedTo', status: 500 });
  await start({ siem, people }, 'Undone');
  await expect(siem.step('Grant permission')).toContainText('Microsoft answered 500');
  expect(await tenant.connectorApplications()).toHaveLength(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Everything was removed.')).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
  const { deletedItems, servicePrincipals } = await tenant.state();
  expect(deletedItems.applications).toHaveLength(0);
  expect(servicePrincipals.filter(({ displayName }) => displayName === 'Undone')).toHaveLength(0);
  await page.getByRole('link', { name: 'Back to SIEM integration' }).click();
  await expect(page.getByRole('link', { name: 'Undone' })).toBeHidden();
});

test('an unfinished set-up is listed as Incomplete and can be resumed or undone from there', async ({
  page,
  siem,
  tenant,
  people,
}) => {
  await tenant.faults({ method: 'POST', path: '/appRoleAssignedTo', status: 500, times: 2 });
  await start({ siem, people }, 'Unfinished');
  await expect(siem.step('Grant permission')).toContainText('Microsoft answered 500');
  await siem.open();
  const row = page.getByRole('row').filter({ hasText: 'Unfinished' });
  await expect(row).toContainText('Incomplete');
  await expect(row).toContainText('Stopped at: Grant permission');
  const resumed = await siem.popUpOf(() => page.getByRole('button', { name: 'Resume Unfinished' }).click());
  await resumed.pick(people.securityAppAdmin);
  await expect(siem.step('Grant permission')).toContainText('Microsoft answered 500');
  await siem.open();
  await page.getByRole('button', { name: 'Undo Unfinished' }).click();
  const undo = await siem.popUpOf(() =>
    page.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click(),
  );
  await undo.pick(people.securityAppAdmin);
  await expect(page.getByText('Everything was removed.')).toBeVisible();
  expect(await tenant.connectorApplications()).toHaveLength(0);
});

test('new objects that are not known everywhere yet are waited for', async ({ page, siem, tenant, people }) => {
  await tenant.settings({ replicationDelayMs: 4_000 });
  await start({ siem, people }, 'Slow replicas');
  await expect(page.getByText('Waiting for replication')).toBeVisible();
  await expect(page.getByText('of at most 5:00')).toBeVisible();
  await expect(siem.details()).toBeVisible({ timeout: 60_000 });
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

test('a licence that is missing is said before and after', async ({ page, siem, tenant, people }) => {
  await tenant.settings({ defenderLicence: false });
  await siem.checkAgain();
  await expect(siem.check('Defender for Endpoint licence')).toContainText('Not met');
  await start({ siem, people }, 'No licence');
  await expect(siem.step('Check that the credential works')).toContainText(
    'The alerts API refused with 403. The tenant has perhaps no Defender for Endpoint licence',
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Everything was removed.')).toBeVisible();
});

test('a policy that forbids secrets is said before anything is made', async ({ siem, tenant }) => {
  await tenant.settings({ secrets: { forbidden: true } });
  await siem.checkAgain();
  await expect(siem.check('App management policy')).toContainText('Not met');
  await siem.enable().click();
  await expect(siem.dialog()).toContainText('forbids client secrets');
  await expect(siem.dialog().getByRole('button', { name: 'Continue to sign-in' })).toBeDisabled();
  expect(await tenant.connectorApplications()).toHaveLength(0);
});

test('a shorter policy shortens what is offered', async ({ siem, tenant }) => {
  await tenant.settings({ secrets: { maxLifetime: 'P45D' } });
  await siem.checkAgain();
  await expect(siem.check('App management policy')).toContainText('at most 45 days');
  await siem.fillDialog({ name: 'Looked at' });
  const options = siem.dialog().getByLabel('Secret expires after').getByRole('option');
  await expect(options).toHaveText(['30 days', '45 days']);
});

test('without WindowsDefenderATP the Alerts API cannot be chosen', async ({ siem, tenant }) => {
  await tenant.settings({ windowsDefenderATP: false });
  await siem.checkAgain();
  await expect(siem.check('WindowsDefenderATP')).toContainText('does not exist in this tenant');
  await siem.fillDialog({ name: 'Looked at' });
  await expect(siem.dialog()).toContainText('WindowsDefenderATP does not exist in this tenant');
  const alertsApi = { name: 'Microsoft Defender for Endpoint Alerts API', exact: true };
  await expect(siem.dialog().getByRole('radio', alertsApi)).toBeDisabled();
  await expect(siem.dialog().getByRole('radio', alertsApi)).not.toBeChecked();
});

test('a check that Graph does not answer is unknown, with the request id', async ({ siem, tenant }) => {
  await tenant.faults({ path: '/subscribedSkus', status: 503, times: 10, retryAfter: 1 });
  await siem.checkAgain();
  const row = siem.check('Defender for Endpoint licence');
  await expect(row).toContainText('Unknown');
  await expect(row).toContainText('Microsoft Graph answered 503');
  await expect(row).toContainText('Request ID');
  await expect(siem.check('Your directory roles')).toContainText('Met');
});

test('the credential for tokens is removed even when the exchange fails', async ({ page, siem, tenant, people }) => {
  await siem.enableConnector({ name: 'Exchange fails' }, people.securityAppAdmin);
  const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Generate tokens' }).click());
  await popUp.pick(people.securityAppAdmin);
  await expect(popUp.page.getByText('Exchange fails')).toBeVisible();
  await tenant.faults({ path: '/oauth2/v2.0/token', body: 'grant_type=authorization_code', status: 400, code: 53003 });
  await popUp.accept();
  await expect(page.getByText('The tokens could not be generated.')).toBeVisible();
  await expect(page.getByText('AADSTS53003')).toBeVisible();
  const [application] = await tenant.connectorApplications();
  expect(application?.passwordCredentials).toHaveLength(1);
  const again = await siem.popUpOf(() => page.getByRole('button', { name: 'Start again' }).click());
  await again.pick(people.securityAppAdmin);
  expect((await siem.copied('Refresh token')).length).toBeGreaterThan(30);
});

test('a full directory is told as what it is, and set-up goes on when there is room', async ({
  page,
  siem,
  tenant,
  people,
}) => {
  await tenant.faults({ method: 'POST', path: '/v1.0/applications$', status: 403, code: 'Directory_QuotaExceeded' });
  await start({ siem, people }, 'No room');
  await expect(siem.step('Create application')).toContainText('has reached the limit of objects in the directory');
  await expect(siem.step('Create application')).toContainText('Directory_QuotaExceeded');
  await expect(page.getByText('Privileged Identity Management')).toBeHidden();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
});

test('a tenant that wants a service management reference is given one, when it has said so', async ({
  page,
  siem,
  tenant,
  people,
}) => {
  await tenant.settings({ registration: { requiresServiceManagementReference: true } });
  await start({ siem, people }, 'No reference');
  const step = siem.step('Create application');
  await expect(step).toContainText('requires a service management reference on every application');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeHidden();

  await page.goto('/settings/siem');
  await siem.fillDialog({ name: 'With reference' });
  await page.getByLabel('Service management reference').fill('CMDB-4711');
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await siem.acceptIfAsked(popUp);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toMatchObject([{ serviceManagementReference: 'CMDB-4711' }]);
});

test('an application that somebody deleted meanwhile is no replication, and Restore lets set-up go on', async ({
  page,
  siem,
  tenant,
  people,
}) => {
  await tenant.faults({ method: 'POST', path: '/v1.0/applications$', reset: 'after' });
  await start({ siem, people }, 'Cleaned up');
  await expect(siem.step('Create application')).toContainText('The connection was cut');
  const [made] = await tenant.connectorApplications();
  await tenant.changes({ do: 'delete', application: made?.uniqueName ?? '' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Somebody deleted the application in Entra ID.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('It lies in the recycle bin until')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Purge' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  const applications = await tenant.connectorApplications();
  expect(applications.map(({ id }) => id)).toEqual([made?.id]);
});
