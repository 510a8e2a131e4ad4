import { expect, test } from './fixtures';
import { checkAccessibility } from './support/check-accessibility';

test('a connector is disabled, enabled again, removed to the recycle bin and restored', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Comes and goes' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const pill = (status: string) => page.getByRole('main').getByText(status, { exact: true });
  const act = async (name: string) => {
    const popUp = await siem.popUpOf(() => page.getByRole('button', { name, exact: true }).first().click());
    await popUp.pick(people.securityAppAdmin);
  };

  await act('Disable');
  await expect(pill('Disabled')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('This connector is disabled.')).toBeVisible();
  await checkAccessibility(page, 'connector-disabled');
  await act('Re-enable');
  await expect(pill('Healthy')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Remove connector' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Comes and goes?' });
  await expect(dialog.getByText('Last verified')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Leave it in the recycle bin' })).toBeChecked();
  await checkAccessibility(page, 'connector-remove');
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await dialog.getByLabel('Type the name to confirm').fill('Comes and goes');
  const popUp = await siem.popUpOf(() => dialog.getByRole('button', { name: 'Remove', exact: true }).click());
  await popUp.pick(people.securityAppAdmin);
  await expect(pill('Removed')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('This connector was removed.')).toBeVisible();
  await checkAccessibility(page, 'connector-removed');

  await act('Restore');
  await expect(pill('Healthy')).toBeVisible({ timeout: 60_000 });
  const restored = (await tenant.graphExchanges()).filter(({ url }) => url.endsWith('/restore'));
  expect(restored.map(({ status }) => status)).toEqual([200, 200]);
  await expect(siem.details()).toBeVisible();
});
