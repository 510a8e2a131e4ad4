import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { SiemPage } from './pages/siem-page';
import { checkAccessibility } from './support/check-accessibility';
import type { TenantControl } from './support/tenant-control';

const GRAPH = 'Microsoft Graph security alerts';

const section = (page: Page) => page.getByRole('region', { name: 'Connection', exact: true });
const verify = (page: Page) => page.getByRole('button', { name: 'Verify connection' });
const works = (page: Page) => section(page).getByText('The connection works.');
const fieldsIn = (page: Page, siem: string) => section(page).getByRole('region', { name: `Fields in ${siem}` });
const alerts = (page: Page) => page.getByRole('table', { name: 'Newest alerts' });

/** By the pop-up, because nobody has the secret any more. */
async function verifyByPopUp(siem: SiemPage, upn: string) {
  const popUp = await siem.popUpOf(() => verify(siem.page).click());
  await popUp.pick(upn);
}

/** Key ids of the application's passwords in the tenant. */
async function keys(tenant: TenantControl): Promise<readonly string[]> {
  return (await tenant.connectorApplications()).flatMap(({ passwordCredentials }) =>
    passwordCredentials.map(({ keyId }) => keyId),
  );
}

async function appId(tenant: TenantControl): Promise<string> {
  const [application] = await tenant.connectorApplications();
  return application?.appId ?? '';
}

test('with the secret at hand, alerts show without a pop-up, and the secret leaves no trace', async ({
  page,
  siem,
  signIn,
  tenant,
  servers,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'At hand' }, people.securityAppAdmin);
  const secret = await siem.copied('Client secret');
  const before = await keys(tenant);
  await verify(page).click();
  await expect(works(page)).toBeVisible();
  await expect(alerts(page).getByRole('row')).toHaveCount(11);
  await expect(section(page)).toContainText('The client secret of this page');
  await expect(section(page)).toContainText(/Answered in \d+ ms/);
  await expect(section(page)).toContainText('Exactly what HP ArcSight needs.');
  await expect(fieldsIn(page, 'HP ArcSight')).toContainText(/deviceReceiptTime\s*CEF rt/);
  await expect(section(page).getByRole('link', { name: 'Microsoft’s table for Sentinel' })).toBeVisible();
  await expect(section(page)).toContainText('HP ArcSight’s own call');
  await expect(section(page)).toContainText('/api/alerts?$filter=lastUpdateTime gt 20');
  await expect(section(page)).toContainText('The refresh token, and the delegated permission');

  const second = alerts(page).getByRole('button').nth(1);
  await second.click();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  const title = (await second.textContent()) ?? '';
  await expect(fieldsIn(page, 'HP ArcSight')).toContainText(title);
  await page.getByRole('radio', { name: /^Generic API/ }).check();
  await expect(section(page)).toContainText('Your own program gets the JSON');
  await expect(section(page)).toContainText('The call of Generic API: another SIEM was chosen');
  await expect(section(page)).not.toContainText('The refresh token, and the delegated permission');
  await page.getByRole('radio', { name: /^Splunk/ }).check();
  await expect(fieldsIn(page, 'Splunk')).toContainText(`signature${title}`);
  await expect(section(page)).toContainText('version 2.3 of Splunk’s add-on');
  await page.getByRole('radio', { name: /^HP ArcSight/ }).check();
  await checkAccessibility(page, 'verified');

  expect(await keys(tenant)).toEqual(before);
  const log = readFileSync(path.join(servers.folder, 'portal.log'), 'utf8');
  expect(log).not.toContain(secret);
  expect(log).not.toContain(encodeURIComponent(secret));
});

test('after a reload a short-lived credential is made, used and removed, for Microsoft Graph too', async ({
  page,
  siem,
  signIn,
  tenant,
  people,
}) => {
  await signIn(people.globalAdmin);
  await siem.enableConnector({ name: 'Graph', api: GRAPH }, people.globalAdmin);
  const before = await keys(tenant);
  await siem.copied('Client secret');
  await page.reload();
  await expect(section(page)).toContainText('a pop-up asks you to sign in');
  await verifyByPopUp(siem, people.globalAdmin);
  await expect(works(page)).toBeVisible();
  await expect(alerts(page).getByRole('row')).toHaveCount(11);
  await expect(section(page)).toContainText('A short-lived one, removed again');
  await expect(section(page)).toContainText('SecurityAlert.Read.All');
  expect(await keys(tenant)).toEqual(before);
});

test('without a licence the cause is named, and the short-lived credential is gone all the same', async ({
  page,
  siem,
  signIn,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Unlicensed' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const before = await keys(tenant);
  await page.reload();
  await tenant.settings({ defenderLicence: false });
  await verifyByPopUp(siem, people.securityAppAdmin);
  await expect(section(page).getByRole('alert')).toContainText('no active Defender for Endpoint licence');
  await expect(section(page)).toContainText(/Refused after \d+ ms/);
  await expect(works(page)).toBeHidden();
  expect(await keys(tenant)).toEqual(before);
  await page.reload();
  await expect(section(page)).toContainText('Last try failed');
  await expect(section(page)).toContainText('no active Defender for Endpoint licence');
  await checkAccessibility(page, 'verify-no-licence');
});

test('a tenant without alerts is said to work, with Microsoft’s way to make one', async ({
  page,
  siem,
  signIn,
  tenant,
  people,
}) => {
  await tenant.settings({ alerts: false });
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Quiet' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  await verify(page).click();
  await expect(works(page)).toBeVisible();
  await expect(section(page)).toContainText('No alerts yet.');
  expect(await siem.copied('Detection test')).toMatch(/^powershell\.exe -NoExit .*invoice\.exe'$/);
  await checkAccessibility(page, 'verify-no-alerts');
});

test('what somebody else removed is named: the permission, then the secret, then the application', async ({
  page,
  siem,
  signIn,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Tampered with' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const application = await appId(tenant);
  const failure = section(page).getByRole('alert');

  await tenant.changes({ do: 'removeRoles', application });
  await verify(page).click();
  await expect(failure).toContainText('The token does not carry Alert.Read.All');
  await expect(section(page)).toContainText('Missing: Alert.Read.All.');

  await tenant.changes({ do: 'removeSecrets', application });
  await verify(page).click();
  await expect(failure).toContainText('Entra does not know this client secret');
  await expect(failure).toContainText('AADSTS7000215');

  await tenant.changes({ do: 'delete', application });
  await verify(page).click();
  await expect(failure).toContainText('The application is no longer in the tenant');
});

test('a call that the SIEM alone makes is told apart when it is refused, with the connector’s token and a person’s', async ({
  page,
  siem,
  signIn,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Filtered' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const before = await keys(tenant);
  const call = { method: 'GET', path: '^/api/alerts$', query: 'lastUpdateTime' };

  await tenant.faults({ ...call, status: 400 });
  await verify(page).click();
  const failure = section(page).getByRole('alert');
  await expect(failure).toContainText('The API answers, but refused the call that HP ArcSight makes.');
  await expect(failure).toContainText('The credential works');
  await expect(section(page)).toContainText(/HP ArcSight’s own call\s*Refused after \d+ ms/);
  await expect(works(page)).toBeHidden();
  await checkAccessibility(page, 'verify-siem-call-refused');

  await tenant.faults({ ...call, status: 403 });
  const popUp = await siem.popUpOf(() => page.getByRole('button', { name: 'Generate tokens' }).click());
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(page.getByText('The API refused the call of HP ArcSight with this access token.')).toBeVisible();
  await expect(page.getByText('Defender does not let this person read alerts')).toBeVisible();
  expect(await siem.copied('Refresh token')).not.toBe('');
  await checkAccessibility(page, 'tokens-refused');
  expect(await keys(tenant)).toEqual(before);

  await page.reload();
  await expect(section(page)).toContainText('Last try failed');
  await expect(section(page)).toContainText('refused the call that HP ArcSight makes');
});

test('a viewer sees when it was proven, and has no button', async ({ page, siem, signIn, anotherBrowser, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Looked at' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const viewer = await anotherBrowser(people.securityReader);
  await viewer.goto(page.url());
  await expect(section(viewer)).toContainText('Last proven');
  await expect(verify(viewer)).toBeHidden();
});

test('troubleshooting stands beside the SIEM’s steps and the tokens', async ({ page, siem, signIn, people }) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Troubled' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const guide = page.getByRole('region', { name: 'SIEM type' });
  await guide.getByText('If it does not work').click();
  await expect(guide.getByText('reauthenticate=true', { exact: true })).toBeVisible();
  const tokens = page.getByRole('region', { name: 'Tokens', exact: true });
  await tokens.getByText('If it does not work').click();
  await expect(tokens.getByText('The refresh token is refused.')).toBeVisible();
  await checkAccessibility(page, 'trouble');
});
