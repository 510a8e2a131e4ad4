import { expect, test } from './fixtures';

test('a restart of both keeps connectors, sessions and the tenant', async ({
  page,
  signIn,
  siem,
  servers,
  tenant,
  people,
}) => {
  test.setTimeout(120_000);
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Survivor' }, people.securityAppAdmin);
  const clientId = await siem.copied('Application (client) ID');
  await servers.portal.stop();
  await servers.tenant.stop();
  await servers.tenant.start();
  await servers.portal.start();
  await page.goto('/settings/siem');
  await page.getByRole('link', { name: 'Survivor' }).click();
  expect(await siem.copied('Application (client) ID')).toBe(clientId);
  expect((await tenant.connectorApplications()).map(({ appId }) => appId)).toContain(clientId);
});

test('a set-up page says that contact is lost while the portal is away, and goes on when it is back', async ({
  page,
  signIn,
  siem,
  servers,
  people,
}) => {
  test.setTimeout(120_000);
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Away' });
  const popUp = await siem.continueToSignIn();
  await expect(popUp.account(people.securityAppAdmin)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
  await servers.portal.stop();
  await expect(page.getByText('This page cannot reach SIEM Connect at the moment.')).toBeVisible();
  await servers.portal.start();
  await expect(page.getByText('This page cannot reach SIEM Connect at the moment.')).toBeHidden();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Set-up was cancelled.')).toBeVisible();
});
