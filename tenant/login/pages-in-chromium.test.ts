import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { freePort } from '@siem-connect/testing/free-port';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { portalAppId } from '../seed/portal-registration';
import { tenantId } from '../seed/tenant-identity';
import { startTenant, type StartedTenant } from '../start-tenant';

const executablePath = '/usr/bin/chromium';

/** Pages are judged in a real browser where there is one: its rules, not ours, decide what a policy allows. */
describe.skipIf(!existsSync(executablePath))('the pages in Chromium', () => {
  // A browser on a busy machine takes its time.
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  let browser: Browser;
  let tenant: StartedTenant;
  const portal = createServer((_request, response) => response.end('<!doctype html><title>Portal</title>'));
  let portalUrl = '';

  async function portOf(server: typeof portal): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return z.object({ port: z.number() }).parse(server.address()).port;
  }

  beforeAll(async () => {
    portalUrl = `http://127.0.0.1:${await portOf(portal)}`;
    const [browserPort, apiPort] = [await freePort(), await freePort()];
    const folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'tenant-pages-')), 'tenant');
    const started = await startTenant({ browserPort, apiPort, folder, portalUrl, issuedValuesFile: undefined });
    if (!started.ok) throw new Error(started.error);
    tenant = started.value;
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    await tenant.stop();
    portal.close();
  });

  function address(parameters: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: portalAppId,
      response_type: 'code',
      redirect_uri: `${portalUrl}/consent/callback`,
      scope: 'openid profile offline_access User.Read Application.ReadWrite.All',
      state: 's',
      ...parameters,
    });
    return `${tenant.origins.browser}/${tenantId}/oauth2/v2.0/authorize?${query.toString()}`;
  }

  async function expectGood(page: Page, title: string): Promise<void> {
    expect(await page.title()).toBe(title);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    expect(await page.getByText('No password is asked.').isVisible()).toBe(true);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${title}: ${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }

  it.each([
    { colorScheme: 'light', width: 1000 },
    { colorScheme: 'dark', width: 360 },
  ] as const)('are accessible and fit: $colorScheme, $width px', async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 720 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(address());
    await expectGood(page, 'Pick an account');
    await page.getByLabel('Use another account').fill('nobody@contoso.example');
    await page.getByRole('button', { name: 'Next' }).click();
    await expectGood(page, 'Pick an account');
    await page.getByLabel('Use another account').fill('me@fabrikam.example');
    await page.getByRole('button', { name: 'Next' }).click();
    await expectGood(page, 'Sorry, but we’re having trouble signing you in.');
    await page.getByRole('link', { name: 'Sign in with a different account' }).click();
    await page.getByRole('button', { name: /^Ulla Berg user@contoso\.example/ }).click();
    await expectGood(page, 'Need admin approval');
    await page.getByRole('link', { name: 'Have an admin account? Sign in with that account' }).click();
    await page.getByRole('button', { name: /global-admin@contoso\.example/ }).click();
    await expectGood(page, 'Permissions requested');
    await page.goto(`${tenant.origins.browser}/`);
    await expectGood(page, 'Embedded tenant');
    await context.close();
  });

  it('lead back to another origin through every form, as the policy allows', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const landed = `${portalUrl}/consent/callback?**`;
    await page.goto(address());
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(landed);
    await page.goto(address());
    await page.getByRole('button', { name: /security-admin@contoso\.example/ }).click();
    await page.getByRole('button', { name: 'Return to the application without granting consent' }).click();
    await page.waitForURL(landed);
    await page.goto(address({ prompt: 'select_account' }));
    await page.getByRole('button', { name: /global-admin@contoso\.example/ }).click();
    await page.getByLabel('Consent on behalf of your organization').check();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL(landed);
    expect(new URL(page.url()).searchParams.get('code')).toBeTruthy();
    await page.goto(address({ response_mode: 'form_post' }));
    await page.waitForURL(`${portalUrl}/consent/callback`);
    await context.close();
  });
});
