import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures';
import { checkAccessibility } from './support/check-accessibility';
import { startServers } from './support/servers';
import { writeConnectors } from './support/write-connectors';

const COUNT = 120;

const test = base.extend<object>({
  servers: [
    async ({}, provide, { workerIndex }) => {
      const servers = await startServers(`long-list-${workerIndex}`);
      await writeConnectors(servers, COUNT);
      // Both tests look at the same ones.
      await provide({ ...servers, forgetConnectors: () => Promise.resolve() });
      await servers.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

function listOn(page: Page) {
  const rows = page
    .getByRole('table', { name: 'Connectors' })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
  return {
    rows,
    first: rows.first().getByRole('link'),
    said: page.getByRole('region', { name: 'Connectors' }).getByRole('status'),
    search: page.getByRole('searchbox', { name: 'Search connectors' }),
    choose: (label: string, option: string) =>
      page.getByRole('combobox', { name: label }).selectOption({ label: option }),
    turn: (name: string) => page.getByRole('navigation', { name: 'Pages of the list' }).getByRole('link', { name }),
  };
}

test('somebody with many connectors searches, filters, sorts, turns pages and goes back', async ({
  page,
  signIn,
  people,
}) => {
  test.setTimeout(120_000);
  const list = listOn(page);
  await signIn(people.securityReader);
  await page.waitForURL('**/settings/siem');

  await test.step('what needs attention is first', async () => {
    await expect(list.rows).toHaveCount(50);
    await expect(list.rows.first()).toContainText('Failing');
    await expect(list.said).toHaveText(
      /^50 connectors on this page, from Kund \d+ \S+ to Kund \d+ \S+\. More follow\.$/,
    );
    await checkAccessibility(page, 'list-many');
  });

  await test.step('pages turn, and the browser goes back', async () => {
    await list.choose('Order', 'By name');
    await expect(page).toHaveURL(/sort=name$/);
    await expect(list.first).toHaveText('Kund 1 Åre');
    await list.turn('Next 50').click();
    await expect(page).toHaveURL(/after=/);
    await expect(list.first).not.toHaveText('Kund 1 Åre');
    await list.turn('Next 50').click();
    await expect(list.rows).toHaveCount(COUNT - 100);
    await expect(list.turn('Next 50')).toHaveCount(0);
    await list.turn('Previous 50').click();
    await expect(list.rows).toHaveCount(50);
    await page.goBack();
    await expect(list.rows).toHaveCount(COUNT - 100);
    await page.goBack();
    await expect(list.rows).toHaveCount(50);
    await page.goBack();
    await expect(page).toHaveURL(/sort=name$/);
    await expect(list.first).toHaveText('Kund 1 Åre');
    await page.goBack();
    await expect(page).toHaveURL(/siem$/);
    await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('');
    await expect(list.rows.first()).toContainText('Failing');
  });

  await test.step('a search follows the letters, and a filter goes with it', async () => {
    await list.search.pressSequentially('MALMÖ 1');
    await expect(page).toHaveURL(/q=MALM%C3%96\+1$/);
    await expect(list.search).toBeFocused();
    await expect(list.said).toHaveText(/^\d+ connectors match$/);
    await expect(list.rows.filter({ hasText: 'Malmö' })).toHaveCount(await list.rows.count());
    await list.search.fill('');
    await expect(page).toHaveURL(/siem$/);
    await list.choose('Status', 'Expires soon');
    await list.choose('SIEM', 'Generic API');
    await expect(list.rows).toHaveCount(1);
    await expect(list.said).toHaveText('1 connector matches');
    // The directory knows nothing of these.
    await expect(list.rows).toContainText('Unknown');
  });

  await test.step('the address is the view: reloaded, and cleared', async () => {
    await page.reload();
    await expect(list.rows).toHaveCount(1);
    await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('expiresSoon');
    await list.search.fill('nobody');
    await expect(page.getByRole('heading', { name: 'No connector matches' })).toBeVisible();
    await expect(list.said).toHaveText('No connector matches');
    await checkAccessibility(page, 'list-no-match');
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect(list.rows).toHaveCount(50);
    await expect(list.search).toHaveValue('');
  });
});

test('an address with nonsense shows the list, and without script the form is sent', async ({
  page,
  signIn,
  people,
  browser,
  baseURL,
}) => {
  await signIn(people.securityReader);
  await page.goto('/settings/siem?q=a&q=b&status=hungry&siem=none&sort=id&after=%01x&before=W10');
  await expect(listOn(page).rows).toHaveCount(50);

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL && { baseURL }),
  });
  const still = await plain.newPage();
  const list = listOn(still);
  await still.goto('/settings/siem');
  await list.search.fill('kund 12 ');
  await list.choose('Order', 'By name');
  await still.getByRole('button', { name: 'Show' }).click();
  await expect(still).toHaveURL(/q=kund\+12\+?&/);
  await expect(list.rows).toHaveCount(2);
  await expect(list.first).toHaveText(/^Kund 12 /);
  await plain.close();
});
