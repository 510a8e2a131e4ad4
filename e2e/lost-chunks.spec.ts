import { expect, test } from './fixtures';

test('a dialog and a menu whose script does not come say so, and open when it does', async ({
  page,
  context,
  signIn,
  siem,
  people,
}) => {
  await signIn(people.globalAdmin);
  const enable = page.getByRole('button', { name: 'Enable SIEM integration' });
  await expect(enable).toBeEnabled();
  await context.setOffline(true);

  await enable.click();
  const lost = page.getByRole('alert').filter({ hasText: 'This part of the page could not be fetched.' });
  await expect(lost).toBeVisible();
  await context.setOffline(false);
  await lost.getByRole('button', { name: 'Try again' }).click();
  await expect(siem.dialog()).toBeVisible();
  await expect(siem.dialog()).toContainText('Which SIEM?');
  await siem.dialog().getByRole('button', { name: 'Cancel' }).click();

  await context.setOffline(true);
  const languages = page.getByRole('button', { name: 'English, change language' });
  await languages.click();
  await expect(lost).toBeVisible();
  await context.setOffline(false);
  await languages.click();
  await expect(page.getByRole('menuitemradio', { name: 'Svenska' })).toBeVisible();
});
