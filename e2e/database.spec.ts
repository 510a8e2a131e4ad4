import { expect, test as base } from './fixtures';
import { swedishText } from './support/english-texts';
import { checkAccessibility } from './support/check-accessibility';
import { postgresBehindProxy, type ReachablePostgres } from './support/postgres-behind-proxy';
import { startServers } from './support/servers';

const test = base.extend<object, { readonly postgres: ReachablePostgres | null }>({
  postgres: [
    async ({}, provide) => {
      const postgres = await postgresBehindProxy();
      await provide(postgres);
      await postgres?.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  servers: [
    async ({ postgres }, provide, { workerIndex }) => {
      const settings: Record<string, string> = postgres ? { DATABASE_URL: postgres.url } : {};
      const servers = await startServers(`postgres-${workerIndex}`, settings);
      await provide(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

// One after the other in one worker: a second one would start a PostgreSQL and a portal of its own.
test.describe.configure({ mode: 'default' });

test('a database that is gone is said, health turns red, and the page comes back by itself', async ({
  page,
  signIn,
  siem,
  tenant,
  postgres,
  people,
}) => {
  test.skip(!postgres, 'no PostgreSQL is installed');
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'On PostgreSQL' }, people.securityAppAdmin);
  await postgres?.cut();
  await page.goto('/settings/siem');
  await expect(page.getByRole('heading', { name: 'SIEM Connect cannot reach its database' })).toBeVisible();
  await checkAccessibility(page, 'database-unreachable');
  const health = await page.request.get('/api/health');
  expect(health.status()).toBe(503);
  expect(await health.json()).toMatchObject({ status: 'unavailable', database: { status: 'unreachable' } });
  await postgres?.open();
  await expect(page.getByRole('link', { name: 'On PostgreSQL' })).toBeVisible({ timeout: 30_000 });

  await siem.fillDialog({ name: 'Not made' });
  await postgres?.cut();
  const popUp = await siem.continueToSignIn();
  await expect(siem.dialog()).toContainText('The portal did not answer.');
  await popUp.page.close();
  await postgres?.open();
  expect(await tenant.connectorApplications()).toHaveLength(1);
});

test('a database that is halted is said instead of waited for, and the page comes back by itself', async ({
  page,
  signIn,
  siem,
  postgres,
  people,
}) => {
  test.skip(!postgres, 'no PostgreSQL is installed');
  await signIn(people.securityAppAdmin);
  await siem.open();
  await expect(siem.enable()).toBeVisible();
  postgres?.halt();
  try {
    await page.goto('/settings/siem');
    await expect(page.getByRole('heading', { name: 'SIEM Connect cannot reach its database' })).toBeVisible();
    const health = await page.request.get('/api/health');
    expect(health.status()).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'unavailable' });
  } finally {
    postgres?.resume();
  }
  await expect(siem.enable()).toBeVisible();
  expect((await page.request.get('/api/health')).status()).toBe(200);
});

test('a page that fails says so in both languages, with its frame and without, and comes back', async ({
  page,
  signIn,
  postgres,
  people,
}) => {
  test.skip(!postgres, 'no PostgreSQL is installed');
  // As after a backup that was restored in part.
  const lose = (table: string) => postgres?.type(`alter table "${table}" rename to "${table} away"`);
  const bring = (table: string) => postgres?.type(`alter table "${table} away" rename to "${table}"`);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const navigation = page.getByRole('navigation').first();
  const address = '/settings/siem/11111111-2222-4333-8444-555555555555';
  await signIn(people.securityReader);

  await lose('Connector');
  await page.goto(address);
  await expect(heading('This page could not be shown')).toBeVisible();
  await expect(page).toHaveTitle('This page could not be shown · SIEM Connect');
  await expect(navigation).toBeVisible();
  await checkAccessibility(page, 'failure-in-frame');
  await bring('Connector');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(heading('There is nothing here')).toBeVisible();

  await page.getByRole('button', { name: 'English, change language' }).click();
  await page.getByRole('menuitemradio', { name: 'Svenska' }).click();
  await expect(heading(swedishText('app.json.notFound.title'))).toBeVisible();
  await checkAccessibility(page, 'swedish-not-found');

  await lose('Session');
  await page.goto(address);
  await expect(heading(swedishText('app.json.failed.title'))).toBeVisible();
  await expect(navigation).toBeHidden();
  await checkAccessibility(page, 'swedish-failure');
  await bring('Session');
  await page.getByRole('button', { name: swedishText('app.json.failed.retry') }).click();
  await expect(heading(swedishText('app.json.notFound.title'))).toBeVisible();
});
