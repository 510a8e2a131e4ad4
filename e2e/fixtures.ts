import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { type LoginPages, loginPages } from './pages/login-pages';
import { type SiemPage, siemPage } from './pages/siem-page';
import { type Servers, startServers } from './support/servers';
import { type People, peopleOfATest } from './support/test-people';
import { type TenantControl, tenantControl } from './support/tenant-control';

export { expect };

type WorkerFixtures = { readonly servers: Servers };

type TestFixtures = {
  readonly tenant: TenantControl;
  /** Of this test alone. */
  readonly people: People;
  readonly login: LoginPages;
  readonly siem: SiemPage;
  /** Signs in on this page and lands on Settings > SIEM. */
  readonly signIn: (upn: string) => Promise<void>;
  /** The same person in another browser, or another person. */
  readonly anotherBrowser: (upn: string) => Promise<Page>;
};

let started = 0;

/** A portal and a tenant for each worker; for each test the tenant is as new, and the portal has no connector. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  servers: [
    async ({}, provide, workerInfo) => {
      started += 1;
      const servers = await startServers(`worker-${workerInfo.workerIndex}-${started}`);
      await provide(servers);
      await keepExchanges(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ servers }, provide) => provide(servers.portalUrl),
  tenant: [
    async ({ servers }, provide) => {
      const tenant = tenantControl(servers.tenantUrl);
      await provide(tenant);
      await keepExchanges(servers);
      await tenant.reset();
      await servers.forgetConnectors();
    },
    { auto: true },
  ],
  people: async ({ tenant }, provide) => provide(await peopleOfATest(tenant)),
  // The limit on sign-ins counts by address: each test comes from one of its own.
  extraHTTPHeaders: async ({}, provide) => provide(addressOfItsOwn()),
  context: async ({ context, servers }, provide) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: servers.portalUrl });
    await provide(context);
    await keepPages(context, servers);
  },
  login: async ({ page }, provide) => provide(loginPages(page)),
  siem: async ({ page }, provide) => provide(siemPage(page)),
  signIn: async ({ page }, provide) => provide((upn) => signInAs(page, upn)),
  anotherBrowser: async ({ browser, servers }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async (upn) => {
      const context = await browser.newContext({ baseURL: servers.portalUrl, extraHTTPHeaders: addressOfItsOwn() });
      contexts.push(context);
      const page = await context.newPage();
      await signInAs(page, upn);
      return page;
    });
    for (const context of contexts) {
      await keepPages(context, servers);
      await context.close();
    }
  },
});

let addresses = 0;

function addressOfItsOwn() {
  addresses += 1;
  return { 'x-forwarded-for': `198.18.${addresses >> 8}.${addresses & 255}` };
}

async function signInAs(page: Page, upn: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await loginPages(page).pick(upn);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('load');
}

/** Keeps what a person's browser holds at the end of a test, for the last test. */
async function keepPages(context: BrowserContext, servers: Servers): Promise<void> {
  const file = path.join(servers.folder, 'pages');
  for (const page of context.pages()) {
    const content = await page.content().catch(() => '');
    const raw = await page.request.get(page.url()).then(
      (response) => response.text(),
      () => '',
    );
    // Entra itself puts the code into the address of a callback, where one that is refused stays until the window goes.
    const address = page.url().replace(/(\/consent\/callback\?).*$/, '$1');
    appendFileSync(file, `${address}\n${content}\n${raw}\n`);
  }
  appendFileSync(file, JSON.stringify(await context.storageState()));
}

async function keepExchanges(servers: Servers): Promise<void> {
  const lines = await tenantControl(servers.tenantUrl).exchangeLines();
  appendFileSync(path.join(servers.folder, 'exchanges.jsonl'), lines);
}
