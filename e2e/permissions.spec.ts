import { expect, test } from './fixtures';
import type { SiemPage } from './pages/siem-page';
import type { TenantControl } from './support/tenant-control';

const change = (siem: SiemPage) => siem.page.getByRole('region', { name: 'Change of permissions' });
const changeButton = (siem: SiemPage) => siem.page.getByRole('button', { name: 'Change permissions', exact: true });

/** From the button to the answer, everything going well. */
async function changePermissions(siem: SiemPage, upn: string) {
  const popUp = await siem.popUpOf(() => changeButton(siem).click());
  await popUp.pick(upn);
  await siem.acceptIfAsked(popUp);
  await expect(siem.page.getByText('The permissions were changed.')).toBeVisible({ timeout: 30_000 });
}

test('a connector for ArcSight becomes one for Wazuh, and reads incidents for a while', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  test.setTimeout(180_000);
  await signIn(people.globalAdmin);
  await siem.enableConnector(
    { name: 'Another SIEM', api: 'Microsoft Defender for Endpoint Alerts API' },
    people.globalAdmin,
  );
  expect(await heldRoles(tenant)).toEqual(['WindowsDefenderATP Alert.Read.All']);

  await page.getByRole('radio', { name: 'Wazuh', exact: true }).check();
  await expect(change(siem)).toContainText('Wazuh needs other permissions than this connector has.');
  await expect(change(siem)).toContainText(/To be granted\s*SecurityAlert\.Read\.All of Microsoft Graph/);
  await expect(change(siem)).toContainText(/To be removed\s*Alert\.Read\.All of WindowsDefenderATP/);
  // Nothing has changed yet, here or in the tenant.
  expect(await heldRoles(tenant)).toEqual(['WindowsDefenderATP Alert.Read.All']);

  await changePermissions(siem, people.globalAdmin);
  await expect(change(siem)).toBeHidden();
  expect(await heldRoles(tenant)).toEqual(['Microsoft Graph SecurityAlert.Read.All']);
  expect(await siem.copied('API URL')).toMatch(/\/v1\.0\/security\/alerts_v2$/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Wazuh', exact: true })).toBeChecked();

  await page.getByRole('checkbox', { name: 'Also incidents' }).check();
  await expect(change(siem)).toContainText(/To be granted\s*SecurityIncident\.Read\.All of Microsoft Graph/);
  await changePermissions(siem, people.globalAdmin);
  expect(await heldRoles(tenant)).toEqual([
    'Microsoft Graph SecurityAlert.Read.All',
    'Microsoft Graph SecurityIncident.Read.All',
  ]);
  await expect(page.getByText('<relationship>incidents</relationship>')).toBeVisible();

  await page.reload();
  await page.getByRole('checkbox', { name: 'Also incidents' }).uncheck();
  await expect(change(siem)).toContainText(/To be removed\s*SecurityIncident\.Read\.All of Microsoft Graph/);
  await changePermissions(siem, people.globalAdmin);
  expect(await heldRoles(tenant)).toEqual(['Microsoft Graph SecurityAlert.Read.All']);
});

test('whoever may not grant the permission is told which role it takes', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Not by me' }, people.securityAppAdmin);
  await page.getByRole('radio', { name: 'Wazuh', exact: true }).check();
  await expect(change(siem)).toContainText('Global Administrator or a Privileged Role Administrator');
  await expect(changeButton(siem)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'HP ArcSight', exact: true })).toBeChecked();
  expect(await heldRoles(tenant)).toEqual(['WindowsDefenderATP Alert.Read.All']);
});

/** What the tenant's connectors hold, as `API role`. */
async function heldRoles(tenant: TenantControl): Promise<readonly string[]> {
  const { servicePrincipals, appRoleAssignments } = await tenant.state();
  return appRoleAssignments
    .map(({ resourceId, appRoleId }) => {
      const api = servicePrincipals.find(({ id }) => id === resourceId);
      const role = api?.appRoles.find(({ id }) => id === appRoleId);
      return `${api?.displayName ?? '?'} ${role?.value ?? '?'}`;
    })
    .toSorted();
}
