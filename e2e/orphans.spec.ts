import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { forgetConnector } from './support/forget-connector';
import { checkAccessibility } from './support/check-accessibility';

test.describe.configure({ timeout: 480_000 });

/** So long a connector that was just made is left in peace by every look. */
const SETTLED_MS = 301_000;

const found = (page: Page) => page.getByRole('region', { name: 'Found in your tenant' });
const orphan = (page: Page, name: string) => found(page).getByRole('listitem').filter({ hasText: name });
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test.beforeEach(async ({ signIn, people }) => {
  await signIn(people.securityAppAdmin);
});

test('an application whose connector was lost is found, and adopted', async ({
  page,
  siem,
  tenant,
  servers,
  anotherBrowser,
  people,
}) => {
  await siem.enableConnector({ name: 'Lost and adopted' }, people.securityAppAdmin);
  const clientId = await siem.copied('Application (client) ID');
  const secretId = await siem.copied('Client secret ID');
  const before = await tenant.state();
  await forgetConnector(servers, 'Lost and adopted');

  await siem.open();
  const lost = orphan(page, 'Lost and adopted');
  await expect(lost).toContainText(clientId);
  await expect(lost).toContainText('Alert.Read.All');
  await expect(lost).toContainText('Granted');
  await expect(lost).toContainText('1 secret');
  await expect(lost).toContainText(people.securityAppAdmin);
  await expect(lost).toContainText('Signed by this portal');
  await checkAccessibility(page, 'orphan-found');

  const viewer = await anotherBrowser(people.securityReader);
  await expect(orphan(viewer, 'Lost and adopted')).toBeVisible();
  await expect(found(viewer).getByRole('button')).toHaveCount(0);

  await lost.getByRole('button', { name: 'Adopt Lost and adopted' }).click();
  const question = page.getByRole('dialog', { name: 'Adopt Lost and adopted?' });
  await expect(question).toContainText('Nothing changes in your tenant');
  await checkAccessibility(page, 'orphan-adopt');
  await question.getByRole('button', { name: 'Adopt' }).click();
  await expect(siem.details()).toBeVisible();
  expect(await siem.copied('Application (client) ID')).toBe(clientId);
  expect(await siem.copied('Client secret ID')).toBe(secretId);
  // Nobody has seen it work here.
  await expect(page.getByRole('main').getByText('Not verified')).toBeVisible();

  await siem.open();
  await expect(row(page, 'Lost and adopted')).toContainText('Not verified');
  await expect(found(page)).toBeHidden();
  expect(await tenant.state()).toEqual(before);
});

test('what others put into an application is shown, and removed before it is adopted', async ({
  page,
  siem,
  tenant,
  servers,
  people,
}) => {
  await siem.enableConnector({ name: 'Lost and shared' }, people.securityAppAdmin);
  const application = await siem.copied('Application (client) ID');
  await siem.copied('Client secret');
  await forgetConnector(servers, 'Lost and shared');
  await tenant.changes({ do: 'addOwner', application, owner: people.user });

  await siem.open();
  const lost = orphan(page, 'Lost and shared');
  await expect(lost).toContainText('2 things are foreign');
  await expect(lost).toContainText('Owner of the service principal');
  await checkAccessibility(page, 'orphan-foreign');
  await lost.getByRole('button', { name: 'Clean and adopt Lost and shared' }).click();
  const question = page.getByRole('dialog', { name: 'Clean and adopt Lost and shared?' });
  const goOn = question.getByRole('button', { name: 'Continue to sign-in' });
  await expect(goOn).toBeDisabled();
  await question.getByLabel('I have looked at it and know what it is for.').check();
  await checkAccessibility(page, 'orphan-clean');
  const popUp = await siem.popUpOf(() => goOn.click());
  await popUp.pick(people.securityAppAdmin);
  await expect(siem.details()).toBeVisible({ timeout: 60_000 });
  expect(await siem.copied('Application (client) ID')).toBe(application);
  const [cleaned] = await tenant.connectorApplications();
  expect(cleaned).toMatchObject({ appId: application, ownerIds: [] });
});

test('what others put into a connector later is shown on its page, and removed from there', async ({
  page,
  siem,
  tenant,
  servers,
  people,
}) => {
  await siem.enableConnector({ name: 'Shared later' }, people.securityAppAdmin);
  const application = await siem.copied('Application (client) ID');
  await siem.copied('Client secret');
  const address = page.url();
  await servers.shiftClock(SETTLED_MS);
  await tenant.changes({ do: 'addOwner', application, owner: people.user });
  await page.goto(address);
  const foreign = page.getByRole('region', { name: '2 things are foreign' });
  await expect(foreign).toContainText('Owner of the application');
  await checkAccessibility(page, 'connector-foreign');
  await foreign.getByRole('button', { name: 'Remove what is foreign' }).click();
  const popUp = await siem.popUpOf(() =>
    page.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click(),
  );
  await popUp.pick(people.securityAppAdmin);
  await expect(page.getByText('2 foreign things were removed.')).toBeVisible({ timeout: 30_000 });
  const [cleaned] = await tenant.connectorApplications();
  expect(cleaned).toMatchObject({ appId: application, ownerIds: [] });
  await servers.shiftClock(0);
});

test('an application whose connector was lost is removed on the road of every connector', async ({
  page,
  siem,
  tenant,
  servers,
  people,
}) => {
  await siem.enableConnector({ name: 'Lost and removed' }, people.securityAppAdmin);
  await forgetConnector(servers, 'Lost and removed');
  await siem.open();
  const remove = orphan(page, 'Lost and removed').getByRole('button', { name: 'Remove Lost and removed' });
  await remove.click();
  const question = page.getByRole('dialog', { name: 'Remove Lost and removed?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await remove.click();
  await checkAccessibility(page, 'orphan-remove');
  const givenUp = await siem.popUpOf(() => question.getByRole('button', { name: 'Continue to sign-in' }).click());
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  await givenUp.page.close();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeHidden();

  // Given up halfway, it is no working connector: its page has nothing but the way to finish.
  await siem.open();
  await expect(row(page, 'Lost and removed')).toContainText('Removal not finished');
  await page.getByRole('link', { name: 'Lost and removed' }).click();
  await expect(page.getByText('Removing this connector was not finished.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Create new secret|Generate tokens|Verify connection/ })).toHaveCount(
    0,
  );
  await page.getByRole('button', { name: 'Finish removing Lost and removed' }).click();
  const popUp = await siem.popUpOf(() => question.getByRole('button', { name: 'Continue to sign-in' }).click());
  await popUp.pick(people.securityAppAdmin);
  await expect(page.getByText('Everything was removed.')).toBeVisible({ timeout: 30_000 });
  expect(await tenant.connectorApplications()).toEqual([]);
  const { deletedItems } = await tenant.state();
  expect(deletedItems).toEqual({ applications: [], servicePrincipals: [] });
  await siem.open();
  await expect(siem.enable()).toBeVisible();
  await expect(row(page, 'Lost and removed')).toBeHidden();
});

test('what somebody changed in Entra shows with its cause and the way out', async ({
  page,
  siem,
  tenant,
  servers,
  people,
}) => {
  await siem.enableConnector({ name: 'Watched' }, people.securityAppAdmin);
  const application = await siem.copied('Application (client) ID');
  await siem.copied('Client secret');
  const address = page.url();
  await servers.shiftClock(SETTLED_MS);
  const again = () => page.goto(address);

  await again();
  await expect(siem.details()).toBeVisible();
  await expect(page.getByRole('main').getByText('Healthy')).toBeVisible();

  await tenant.changes({ do: 'disable', application });
  await again();
  await expect(page.getByText('Sign-in is switched off for this connector.')).toBeVisible();
  await expect(page.getByRole('main').getByText('Not working')).toBeVisible();
  await tenant.changes({ do: 'enable', application });
  await again();
  await expect(siem.details()).toBeVisible();
  await expect(page.getByRole('main').getByText('Healthy')).toBeVisible();

  await tenant.changes({ do: 'removeRoles', application });
  await again();
  await expect(page.getByText('The permission Alert.Read.All is no longer granted')).toBeVisible();

  await tenant.changes({ do: 'expireSecrets', application });
  await siem.open();
  await expect(row(page, 'Watched')).toContainText('Permission missing');
  await tenant.changes({ do: 'removeSecrets', application });
  await again();
  await expect(page.getByText('This connector has no client secret any more.')).toBeVisible();
  await checkAccessibility(page, 'connector-without-permission-and-secret');
  await siem.open();
  await siem.checkAgain();
  await expect(row(page, 'Watched')).toContainText('Not working');

  await tenant.changes({ do: 'delete', application });
  await again();
  await expect(page.getByText('The application of this connector is no longer in your tenant.')).toBeVisible();
  await siem.open();
  await siem.checkAgain();
  await expect(row(page, 'Watched')).toContainText('Not working');
  await checkAccessibility(page, 'list-not-working');
  await servers.shiftClock(0);
});

test('a directory that cannot be read is said to be so and blocks nothing', async ({
  page,
  siem,
  tenant,
  servers,
  people,
}) => {
  await siem.enableConnector({ name: 'Unread' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  await servers.shiftClock(SETTLED_MS);
  await tenant.faults(
    { method: 'GET', path: '/appRoleAssignments$', status: 403, times: 20 },
    { method: 'GET', path: '^/v1.0/applications$', status: 403, times: 20 },
  );
  await page.goto(page.url());
  await expect(page.getByText('The directory could not be asked about this connector.')).toBeVisible();
  await expect(siem.details()).toBeVisible();
  await expect(page.getByRole('main').getByText('Unknown', { exact: true })).toBeVisible();
  await checkAccessibility(page, 'connector-unread');
  await siem.open();
  await expect(page.getByText('Your tenant could not be searched')).toBeVisible();
  await expect(row(page, 'Unread')).toContainText('Unknown');
  await servers.shiftClock(0);
});
