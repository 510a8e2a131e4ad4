import { expect, test } from './fixtures';
import { loginPages } from './pages/login-pages';
import { englishLeftOn, swedishText } from './support/english-texts';
import { checkAccessibility } from './support/check-accessibility';
import { untilTakenOver } from './support/page-script';

test.describe('in a Swedish browser', () => {
  test.use({ locale: 'sv-SE' });

  test('the main road is Swedish from end to end', async ({ page, login, people }) => {
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
    expect(await englishLeftOn(page)).toEqual([]);
    await page.getByRole('button', { name: swedishText('sign-in.json.button') }).click();
    await login.pick(people.securityAppAdmin);

    const enable = page.getByRole('button', { name: swedishText('enable.json.button') });
    const dialog = page.getByRole('dialog');
    await untilTakenOver(enable);
    await enable.click();
    await expect(dialog).toBeVisible();
    await dialog.getByRole('radio', { name: 'HP ArcSight', exact: true }).check();
    await dialog.getByRole('textbox', { name: swedishText('enable.json.dialog.name') }).fill('Sverige');
    expect(await englishLeftOn(page)).toEqual([]);
    await checkAccessibility(page, 'swedish-dialog');
    const opened = page.waitForEvent('popup');
    await dialog.getByRole('button', { name: swedishText('enable.json.dialog.continue') }).click();
    const popUp = loginPages(await opened);
    await expect(page.getByText(swedishText('consent.json.instruction'))).toBeVisible();
    expect(await englishLeftOn(page)).toEqual([]);
    await popUp.pick(people.securityAppAdmin);
    await popUp.accept();

    await expect(page.getByText(swedishText('connector.json.details.once'))).toBeVisible({ timeout: 30_000 });
    for (const radio of await page.getByRole('radio').all()) {
      await radio.check();
      expect(await englishLeftOn(page)).toEqual([]);
    }
    await checkAccessibility(page, 'swedish-connector');
    await page.goto('/settings/siem');
    await expect(page.getByRole('link', { name: 'Sverige' })).toBeVisible();
    expect(await englishLeftOn(page)).toEqual([]);
    await checkAccessibility(page, 'swedish-list');
  });
});

test('the language can be changed on the page, and stays', async ({ page, signIn, context, people }) => {
  await signIn(people.securityReader);
  await page.getByRole('button', { name: 'English, change language' }).click();
  await page.getByRole('menuitemradio', { name: 'Svenska' }).click();
  await expect(page.getByRole('button', { name: 'Svenska, byt språk' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  expect(await englishLeftOn(page)).toEqual([]);
  const later = await context.newPage();
  await later.goto('/settings/siem');
  await expect(later.locator('html')).toHaveAttribute('lang', 'sv');
});
