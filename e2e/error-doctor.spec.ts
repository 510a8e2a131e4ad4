import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures';
import { checkAccessibility } from './support/check-accessibility';
import { untilTakenOver } from './support/page-script';

const secret = 'Zx8~not-a-real-secret_0123456789';
const line = [
  'ERROR 401 Unauthorized POST /oauth2/v2.0/token',
  `client_secret=${secret}`,
  '{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired.',
  'Trace ID: 0f0e0d0c-1111-4222-8333-444444444444 Correlation ID: aaaaaaaa-1111-4222-8333-444444444444"}',
].join(' ');

const text = (page: Page) => page.getByRole('textbox', { name: 'Error text' });
const answers = (page: Page) => page.getByRole('region', { name: 'What it says' });

/** The portal's own links are fetched before anybody clicks them, and bring nothing but their address. */
function isFetchedAhead(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url());
  const isOwn = pathname.startsWith('/_next/static/') || /^\/settings\/[a-z]+$/.test(pathname);
  return request.method() === 'GET' && isOwn && [...searchParams.keys()].every((name) => name === '_rsc');
}

async function open(page: Page) {
  await page.goto('/settings/troubleshooting');
  await expect(page.getByRole('heading', { level: 1, name: 'Troubleshooting' })).toBeVisible();
  await untilTakenOver(text(page));
}

test('a viewer pastes a log and is told cause and fix, and nothing leaves the browser', async ({
  page,
  signIn,
  people,
}) => {
  await signIn(people.securityReader);
  await page.getByRole('link', { name: 'Troubleshooting' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Troubleshooting' })).toBeVisible();
  await untilTakenOver(text(page));
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!isFetchedAhead(request)) requests.push(request.url());
  });
  await text(page).pressSequentially('AADSTS7000222', { delay: 5 });
  await text(page).fill(line);
  const headings = answers(page).getByRole('listitem').getByRole('heading');
  await expect(headings).toHaveText(['AADSTS7000222', 'invalid_client']);
  await expect(answers(page).getByRole('listitem').first()).toContainText(
    'Create a new secret on the connector’s page',
  );
  await expect(answers(page)).toContainText('2 errors recognised');
  await expect(answers(page)).toContainText('0f0e0d0c-1111-4222-8333-444444444444');
  await expect(answers(page)).not.toContainText(secret);
  expect(requests).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  expect(kept + page.url()).not.toContain(secret);
  await page.reload();
  await expect(text(page)).toHaveValue('');
});

test('works by keyboard alone, and says what to look for when it knows nothing', async ({ page, signIn, people }) => {
  await signIn(people.securityReader);
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(text(page)).toBeFocused();
  await page.keyboard.type('nothing of note');
  await expect(answers(page)).toContainText('Look in the log for a number after AADSTS');
  await expect(answers(page).getByRole('status')).toHaveText('No error that is known here.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(text(page)).toHaveValue('');
  await expect(text(page)).toBeFocused();
  await expect(answers(page)).toBeHidden();
});

test('looks as it should, empty, with answers and without', async ({ page, signIn, people }) => {
  await signIn(people.securityReader);
  await open(page);
  await checkAccessibility(page, 'troubleshooting');
  await text(page).fill(line);
  await expect(answers(page)).toContainText('2 errors recognised');
  await checkAccessibility(page, 'troubleshooting-answers');
  await text(page).fill('nothing of note');
  await expect(answers(page)).toContainText('No error that is known here.');
  await checkAccessibility(page, 'troubleshooting-unknown');
});

test('answers in Swedish too', async ({ browser, servers, signIn, page, people }) => {
  await signIn(people.securityReader);
  const context = await browser.newContext({
    ...{ baseURL: servers.portalUrl, locale: 'sv-SE', extraHTTPHeaders: { 'accept-language': 'sv-SE' } },
    storageState: await page.context().storageState(),
  });
  const swedish = await context.newPage();
  await swedish.goto('/settings/troubleshooting');
  const field = swedish.getByRole('textbox', { name: 'Feltext' });
  await untilTakenOver(field);
  await field.fill(line);
  await expect(swedish.getByRole('region', { name: 'Vad det säger' })).toContainText(
    'Skapa en ny hemlighet på kopplingens sida',
  );
  await context.close();
});
