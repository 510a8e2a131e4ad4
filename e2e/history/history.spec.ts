import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures';
import { checkAccessibility } from '../support/check-accessibility';
import { swedishText } from '../support/english-texts';

test('who did what is told in sentences, found, exported, and known to be unchanged', async ({
  page,
  signIn,
  siem,
  anotherBrowser,
  people,
}) => {
  await signIn(people.globalAdmin);
  await siem.enableConnector({ name: 'In the history' }, people.globalAdmin);
  const secret = await siem.copied('Client secret');
  const viewer = await anotherBrowser(people.securityReader);
  await anotherBrowser(people.user);

  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await expect(page.getByText(`${people.globalAdmin} enabled In the history.`)).toBeVisible();
  await expect(page.getByText(`${people.user} was refused: open a page that takes another role.`)).toBeVisible();
  await expect(page.getByText(/^Verified up to entry/)).toBeVisible();
  await checkAccessibility(page, 'history');

  await page.getByLabel('Outcome').selectOption({ label: 'Refused' });
  await expect(page).toHaveURL(/outcome=refused/);
  await expect(page.getByText('enabled In the history')).toBeHidden();
  await page.getByLabel('Person').fill('nobody at all');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await checkAccessibility(page, 'history-nothing');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  // Until the page is there, its address says what the fields hold.
  await expect(page).toHaveURL(/\/settings\/history$/);
  await expect(page.getByLabel('Person')).toHaveValue('');
  await expect(page.getByText(`${people.globalAdmin} enabled In the history.`)).toBeVisible();
  await page.getByLabel('Connector or ID').fill('In the history');
  const enabled = page.getByText(`${people.globalAdmin} enabled In the history.`);
  await expect(enabled).toBeVisible();
  await expect(page).toHaveURL(/q=/);
  await enabled.click();
  await expect(page.getByText('connector-enable', { exact: true })).toBeVisible();
  await checkAccessibility(page, 'history-entry');

  for (const [format, needle] of [
    ['CSV', 'entry,at,person'],
    ['JSON Lines', '"action":"connector-enable"'],
  ] as const) {
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: `Export as ${format}` }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^siem-connect-history-\d{4}-\d\d-\d\d\.(csv|jsonl)$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain(needle);
    expect(text).toContain('connector-enable');
    expect(text).not.toContain(secret);
  }

  await viewer.goto('/settings/siem');
  await viewer.getByRole('link', { name: 'In the history' }).click();
  await viewer.getByRole('main').getByRole('link', { name: 'History', exact: true }).click();
  await expect(viewer.getByRole('heading', { level: 1, name: 'History of In the history' })).toBeVisible();
  await expect(viewer.getByText(`${people.globalAdmin} was shown the secret of In the history.`)).toBeVisible();
  await expect(viewer.getByText('was refused')).toBeHidden();
  await checkAccessibility(viewer, 'history-connector');

  await viewer.getByRole('button', { name: 'English, change language' }).click();
  await viewer.getByRole('menuitemradio', { name: 'Svenska' }).click();
  await expect(viewer.getByText(swedishText('history.json.tools.allOutcomes')).first()).toBeAttached();
  await expect(viewer.getByText('aktiverade In the history.')).toBeVisible();
  await checkAccessibility(viewer, 'swedish-history');
});

test('nobody without a role reads the history, as a page or as a file', async ({ page, signIn, people, servers }) => {
  const outside = await fetch(`${servers.portalUrl}/api/history?format=csv`);
  expect(outside.status).toBe(401);
  await signIn(people.user);
  await page.goto('/settings/history');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You need a role');
  expect((await page.request.get('/api/history?format=csv')).status()).toBe(403);
});
