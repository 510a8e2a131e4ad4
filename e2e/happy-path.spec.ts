import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from './fixtures';
import { loginPages } from './pages/login-pages';
import { siemPage } from './pages/siem-page';
import { untilTakenOver } from './support/page-script';

test('an operator connects HP ArcSight, from sign-in to files and tokens', async ({
  page,
  signIn,
  siem,
  tenant,
  anotherBrowser,
  people,
}) => {
  await test.step('sign in and see the prerequisites', async () => {
    await signIn(people.securityAppAdmin);
    await expect(page.getByRole('heading', { name: 'SIEM integration', level: 1 })).toBeVisible();
    await siem.showChecks();
    await expect(siem.check('Your directory roles')).toContainText('Security Administrator, Application Administrator');
    for (const name of ['Your directory roles', 'APIs you can grant', 'WindowsDefenderATP', 'App management policy']) {
      await expect(siem.check(name)).toContainText('Met');
    }
    await expect(siem.check('App management policy')).toContainText('at most 180 days');
    const graph = await tenant.graphExchanges();
    expect(graph.filter(({ url }) => url.endsWith('/$batch'))).toHaveLength(1);
  });

  await test.step('test the pop-up', async () => {
    await page.getByRole('button', { name: 'Test pop-up' }).click();
    await expect(siem.check('Pop-ups')).toContainText('This browser allows pop-ups');
  });

  const before = (await tenant.graphExchanges()).length;
  await test.step('enable through the pop-up', async () => {
    await siem.fillDialog({ name: 'ArcSight “nord” #1 = ~', region: 'Europe', days: '90 days' });
    const popUp = await siem.continueToSignIn();
    await expect(page.getByRole('heading', { name: 'Set-up progress' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Waiting for sign-in' })).toBeVisible();
    expect(await tenant.connectorApplications()).toHaveLength(0);
    await popUp.pick(people.securityAppAdmin);
    await expect(popUp.permissions()).toBeVisible();
    await expect(popUp.page.getByText('Application.ReadWrite.All')).toBeVisible();
    await expect(popUp.page.getByText('AppRoleAssignment.ReadWrite.All')).toBeHidden();
    await popUp.accept();
    await expect(siem.details()).toBeVisible({ timeout: 30_000 });
    await expect(page).toHaveTitle('ArcSight “nord” #1 = ~ · SIEM Connect');
  });

  const applications = await tenant.connectorApplications();
  const [application] = applications;
  await test.step('the tenant holds exactly what was made, in three round trips', async () => {
    // The connector's page looks at what was made.
    const made = (await tenant.graphExchanges()).slice(before).filter(({ url }) => !url.endsWith('/$batch'));
    expect(made.map(({ method, status }) => `${method} ${status}`)).toEqual(['POST 201', 'PATCH 201', 'POST 201']);
    expect(applications).toHaveLength(1);
    expect(application?.displayName).toBe('ArcSight “nord” #1 = ~');
    expect(application?.passwordCredentials).toHaveLength(1);
    const { servicePrincipals, appRoleAssignments } = await tenant.state();
    const principal = servicePrincipals.find(({ appId }) => appId === application?.appId);
    expect(appRoleAssignments.filter(({ principalId }) => principalId === principal?.id)).toHaveLength(1);
  });

  let secret = '';
  await test.step('every value can be copied, the secret is masked until Show', async () => {
    expect(await siem.copied('Application (client) ID')).toBe(application?.appId);
    for (const name of ['Directory (tenant) ID', 'Client secret ID', 'Secret expires', 'Authorization URL']) {
      expect(await siem.copied(name)).not.toBe('');
    }
    expect(await siem.copied('Token URL')).toMatch(/oauth2\/v2\.0\/token$/);
    expect(await siem.copied('API URL')).toMatch(/\/api\/alerts$/);
    expect(await siem.copied('Scope')).toBe('https://api.securitycenter.microsoft.com/.default');
    expect(await siem.copied('Resource')).toBe('https://api.securitycenter.microsoft.com');
    secret = await siem.copied('Client secret');
    await expect(siem.details()).not.toContainText(secret);
    await page.getByRole('button', { name: 'Show Client secret', exact: true }).click();
    await expect(siem.details()).toContainText(secret);
    await page.getByRole('button', { name: 'Hide Client secret', exact: true }).click();
    await expect(siem.details()).not.toContainText(secret);
    await expect(siem.details()).toContainText('only displayed once');
  });

  await test.step('save the two ArcSight files', async () => {
    await expect(page.getByRole('radio', { name: 'HP ArcSight', exact: true })).toBeChecked();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save details to file' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/[.]zip$/);
    const files = unzipSync(readFileSync(await download.path()));
    expect(Object.keys(files).sort()).toEqual(['WDATP-connector.jsonparser.properties', 'WDATP-connector.properties']);
    const properties = strFromU8(files['WDATP-connector.properties'] ?? new Uint8Array());
    expect(properties).toContain(`client_id=${application?.appId}`);
    expect(properties).toContain(secret.slice(-8));
    expect(strFromU8(files['WDATP-connector.jsonparser.properties'] ?? new Uint8Array())).toContain('token.count=');
  });

  await test.step('generate tokens with one click and one pop-up', async () => {
    const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Generate tokens' }).click());
    await popUp.pick(people.securityAppAdmin);
    await expect(popUp.page.getByText('ArcSight “nord” #1 = ~')).toBeVisible();
    await popUp.accept();
    const access = await siem.copied('Access token');
    const refresh = await siem.copied('Refresh token');
    expect(access.split('.')).toHaveLength(3);
    expect(refresh.length).toBeGreaterThan(30);
    await expect(page.getByRole('img', { name: 'Refresh token expiry: 90 days left' })).toBeVisible();
    await expect(page.getByText('A new refresh token is due before')).toBeVisible();
    await expect(page.getByText('Tried: the API answered the call of HP ArcSight')).toBeVisible();
    const [after] = await tenant.connectorApplications();
    expect(after?.passwordCredentials.map(({ keyId }) => keyId)).toEqual(
      application?.passwordCredentials.map(({ keyId }) => keyId),
    );
  });

  await test.step('after a reload nothing secret is left', async () => {
    const response = await page.reload();
    expect(await response?.text()).not.toContain(secret);
    await expect(siem.details()).toContainText('Cannot be displayed again');
    await expect(page.getByRole('button', { name: 'Copy Client secret', exact: true })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Copy Access token', exact: true })).toBeHidden();
    await expect(page.getByText('The secret is not at hand: the file says PASTE-CLIENT-SECRET-HERE')).toBeVisible();
    expect(await page.content()).not.toContain(secret);
  });

  await test.step('a viewer sees the connector and can change nothing', async () => {
    const viewer = await anotherBrowser(people.securityReader);
    await viewer.getByRole('link', { name: 'ArcSight “nord” #1 = ~' }).click();
    const view = siemPage(viewer);
    await expect(view.details()).toBeVisible();
    await expect(viewer.getByText('You can look, but not change anything.')).toBeVisible();
    for (const name of ['Generate tokens', 'Create new secret', 'Enable SIEM integration']) {
      await expect(viewer.getByRole('button', { name })).toBeHidden();
    }
    expect(await viewer.content()).not.toContain(secret);
  });
});

test('a Global Administrator connects a Generic API client to Microsoft Graph', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  await signIn(people.globalAdmin);
  await siem.fillDialog({ name: 'Graph feed', api: 'Microsoft Graph security alerts' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.globalAdmin);
  await expect(popUp.page.getByText('AppRoleAssignment.ReadWrite.All')).toBeVisible();
  await popUp.accept();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await siem.copied('API URL')).toMatch(/\/v1\.0\/security\/alerts_v2$/);
  expect(await siem.copied('Scope')).toBe('https://graph.microsoft.com/.default');
  const secret = await siem.copied('Client secret');

  await siem.saving('generic-api', () => page.getByRole('radio', { name: 'Generic API', exact: true }).check());
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save details to file' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/[.]json$/);
  const details: unknown = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(JSON.stringify(details)).toContain(secret);
  expect(details).toHaveProperty('curl');

  await page.reload();
  await expect(page.getByRole('radio', { name: 'Generic API', exact: true })).toBeChecked();
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

test('the SIEM is asked for first, and nothing has to be typed', async ({ page, signIn, siem, tenant, people }) => {
  await signIn(people.securityAppAdmin);
  await untilTakenOver(siem.enable());
  await siem.enable().click();
  const dialog = siem.dialog();
  await expect(dialog.getByRole('searchbox', { name: 'Search SIEMs' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Continue to sign-in' })).toBeDisabled();

  await dialog.getByRole('radio', { name: 'Microsoft Sentinel', exact: true }).check();
  await expect(dialog).toContainText('reads Defender by itself, without a secret.');
  await expect(dialog.getByLabel('Connector name')).toBeHidden();
  await expect(dialog.getByRole('button', { name: 'Continue to sign-in' })).toBeDisabled();

  await dialog.getByRole('radio', { name: 'Wazuh', exact: true }).check();
  await expect(dialog.getByText('Your roles may not grant this API.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Ask an administrator' })).toBeEnabled();

  await dialog.getByRole('searchbox', { name: 'Search SIEMs' }).fill('splunk');
  await dialog.getByRole('radio', { name: 'Splunk', exact: true }).check();
  await expect(dialog.getByLabel('Connector name')).toHaveValue('Splunk – Contoso');
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await siem.acceptIfAsked(popUp);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('radio', { name: 'Splunk', exact: true })).toBeChecked();
  expect((await tenant.connectorApplications()).map(({ displayName }) => displayName)).toEqual(['Splunk – Contoso']);
});

test('consent given once is not asked for again', async ({ page, signIn, siem, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'First' }, people.securityAppAdmin);
  await siem.open();
  await siem.fillDialog({ name: 'First' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  await siem.open();
  // Names are not identity: two of the same name are told apart by their ids.
  await expect(page.getByRole('link', { name: 'First' })).toHaveCount(2);
});

test('Continue in this tab goes the same road without a pop-up', async ({ page, signIn, siem, people }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Without pop-up' });
  await siem.dialog().getByRole('button', { name: 'Continue to sign-in' }).click();
  await expect(page.getByText('Your browser blocked the pop-up.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Your browser blocked the pop-up.')).toBeVisible();
  await page.getByRole('button', { name: 'Continue in this tab' }).click();
  const login = loginPages(page);
  await login.pick(people.securityAppAdmin);
  await login.accept();
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await siem.copied('Client secret')).not.toBe('');

  await page.getByRole('button', { name: 'Generate tokens' }).click();
  await page.getByRole('button', { name: 'Continue in this tab' }).click();
  await login.pick(people.securityAppAdmin);
  await login.accept();
  expect((await siem.copied('Refresh token')).length).toBeGreaterThan(30);
});
