import { expect, test } from './fixtures';

test.beforeEach(async ({ signIn, people }) => {
  await signIn(people.securityAppAdmin);
});

test('a new secret is shown once; the old one works until it is removed', async ({ page, siem, tenant, people }) => {
  await siem.enableConnector({ name: 'Rotated' }, people.securityAppAdmin);
  const first = await siem.copied('Client secret ID');
  await page.getByRole('button', { name: 'Create new secret' }).click();
  const created = await siem.popUpOf(() =>
    page.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click(),
  );
  await created.pick(people.securityAppAdmin);
  await expect(page.getByText('A new secret was created.')).toBeVisible();
  const second = await siem.copied('Client secret ID');
  expect(second).not.toBe(first);
  expect(await siem.copied('Client secret')).toHaveLength(40);
  const keys = async () =>
    (await tenant.connectorApplications()).flatMap((application) =>
      application.passwordCredentials.map(({ keyId }) => keyId),
    );
  expect(new Set(await keys())).toEqual(new Set([first, second]));

  await page.getByRole('button', { name: `Remove older secret ${first}` }).click();
  const removed = await siem.popUpOf(() =>
    page.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click(),
  );
  await removed.pick(people.securityAppAdmin);
  await expect(page.getByText('The older secret was removed.')).toBeVisible();
  expect(await keys()).toEqual([second]);
  await expect(page.getByRole('button', { name: `Remove older secret ${first}` })).toBeHidden();
});

test('a secret lost by closing the page is replaced, and does not stay behind', async ({
  page,
  context,
  siem,
  tenant,
  people,
}) => {
  await tenant.settings({ replicationDelayMs: 3_000 });
  await siem.fillDialog({ name: 'Closed too early' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(page.getByText('Waiting for replication')).toBeVisible();
  await page.close();
  const later = await context.newPage();
  await expect(async () => {
    await later.goto('/settings/siem');
    await expect(later.getByRole('row').filter({ hasText: 'Closed too early' })).toContainText('Healthy', {
      timeout: 1_000,
    });
  }).toPass({ timeout: 60_000 });
  await tenant.settings({ replicationDelayMs: 0 });
  await later.getByRole('link', { name: 'Closed too early' }).click();
  await expect(later.getByText('Was never displayed.')).toBeVisible();
  const [before] = await tenant.connectorApplications();
  const lost = before?.passwordCredentials[0]?.keyId;

  await later.getByRole('button', { name: 'Create new secret' }).click();
  const opened = later.waitForEvent('popup');
  await later.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click();
  const again = await opened;
  await again.getByRole('button', { name: people.securityAppAdmin }).click();
  await expect(later.getByText('A new secret was created.')).toBeVisible();
  const [after] = await tenant.connectorApplications();
  expect(after?.passwordCredentials).toHaveLength(1);
  expect(after?.passwordCredentials[0]?.keyId).not.toBe(lost);
});

test('leaving the page with an unkept secret is asked about first', async ({ page, siem, people }) => {
  await siem.enableConnector({ name: 'Unkept' }, people.securityAppAdmin);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'SIEM' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without the secret?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await siem.copied('Client secret');
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'SIEM' }).click();
  await expect(page.getByRole('heading', { name: 'SIEM integration', level: 1 })).toBeVisible();
});
