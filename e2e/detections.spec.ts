import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { expect, test } from './fixtures';
import { checkAccessibility } from './support/check-accessibility';
import type { Servers } from './support/servers';

const DETECTIONS = 'Detections API (compatible)';
const GRAPH = 'Microsoft Graph security alerts';

const run = promisify(execFile);
const portalSettings = z.object({ NODE_EXTRA_CA_CERTS: z.string() });
const rowsSchema = z.array(z.looseObject({ AlertTime: z.string(), AlertTitle: z.string(), Severity: z.string() }));
const fileSchema = z.looseObject({ api: z.string(), apiUrl: z.string(), resource: z.string() });

const verification = (page: Page) => page.getByRole('region', { name: 'Connection', exact: true });
const alerts = (page: Page) => page.getByRole('table', { name: 'Newest alerts' });
const choice = (page: Page) => page.getByRole('region', { name: 'SIEM type' }).getByLabel('API', { exact: true });

/** Runs a plain script that trusts the tenant's certificate as a SIEM trusts Microsoft's. */
async function pull({ folder }: Servers, file: string, address: readonly string[] = []) {
  const settings: unknown = JSON.parse(readFileSync(path.join(folder, 'data/tenant/portal.json'), 'utf8'));
  const { NODE_EXTRA_CA_CERTS } = portalSettings.parse(settings);
  const args = ['e2e/support/pull-detections.mjs', file, ...address];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, NODE_EXTRA_CA_CERTS } });
  return rowsSchema.parse(JSON.parse(stdout));
}

async function saveFile(page: Page): Promise<string> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save details to file' }).click();
  return (await saved).path();
}

/** Time and title of each row of the page's table. */
async function shown(page: Page): Promise<readonly string[]> {
  const [, ...rows] = await alerts(page).getByRole('row').all();
  return Promise.all(
    rows.map(async (row) => {
      const at = await row.getByRole('time').getAttribute('datetime');
      return `${at} ${await row.getByRole('button').textContent()}`;
    }),
  );
}

test('enabled for a plain script, which pulls with the saved file what the page verifies', async ({
  page,
  signIn,
  siem,
  servers,
  anotherBrowser,
  people,
}) => {
  await signIn(people.globalAdmin);
  await expect(page.getByRole('region', { name: DETECTIONS })).toContainText('On');
  await siem.fillDialog({ name: 'Old script', api: DETECTIONS });
  await expect(siem.dialog()).toContainText(new URL(servers.portalUrl).host);
  await checkAccessibility(page, 'detections-dialog');
  await page.keyboard.press('Escape');
  await siem.enableConnector({ name: 'Old script', api: DETECTIONS }, people.globalAdmin);
  await siem.copied('Client secret');
  expect(await siem.copied('API URL')).toBe(`${servers.portalUrl}/api/alerts`);
  expect(await siem.copied('Scope')).toMatch(/graph\.microsoft\.com\/\.default$/);

  await page.getByRole('radio', { name: /^Generic API/ }).check();
  await expect(page.getByRole('region', { name: 'SIEM type' })).toContainText('sinceTimeUtc');
  const file = await saveFile(page);
  const details = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(details).toMatchObject({ api: 'detections', apiUrl: `${servers.portalUrl}/api/alerts` });

  // Alerts arrive all the time: one may come between the two.
  await expect(async () => {
    await page.getByRole('button', { name: 'Verify connection' }).click();
    await expect(verification(page).getByText('The connection works.')).toBeVisible();
    await expect(verification(page)).toContainText('Answered by this portal');
    await expect(verification(page)).toContainText('Exactly what Generic API needs.');
    const rows = await pull(servers, file);
    expect(rows).toHaveLength(10);
    const pulled = rows.map(({ AlertTime, AlertTitle }) => `${new Date(AlertTime).toISOString()} ${AlertTitle}`);
    expect((await shown(page)).toSorted()).toEqual(pulled.toSorted());
  }).toPass();
  await checkAccessibility(page, 'detections-verified');

  const viewer = await anotherBrowser(people.securityReader);
  await expect(viewer.getByRole('region', { name: DETECTIONS })).toContainText(`${servers.portalUrl}/api/alerts`);
});

test('the retired guide’s Events URL and parser of ArcSight fit what the portal answers', async ({
  page,
  signIn,
  siem,
  servers,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Old FlexConnector', api: DETECTIONS });
  await expect(siem.dialog()).toContainText('Md5, Actor, LogOnUsers');
  await page.keyboard.press('Escape');
  await siem.enableConnector({ name: 'Old FlexConnector', api: DETECTIONS }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const eventsUrl = await siem.copied('Events URL');
  expect(eventsUrl).toBe(`${servers.portalUrl}/api/alerts/?sinceTimeUtc=$START_AT_TIME`);
  const parts = unzipSync(readFileSync(await saveFile(page)));
  const parser = strFromU8(parts['WDATP-connector.jsonparser.properties'] ?? new Uint8Array());
  const tokens = [...parser.matchAll(/^token\[\d+\]\.location=(\w+)\r$/gm)].map(([, key]) => key ?? '');
  expect(tokens).toHaveLength(30);
  expect(parser).toContain('trigger.node.location=/\r\n');
  await page.getByRole('radio', { name: /^Generic API/ }).check();
  const file = await saveFile(page);
  const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
  const rows = await pull(servers, file, [eventsUrl.replace('$START_AT_TIME', since)]);
  expect(rows.length).toBeGreaterThan(10);
  // Compared at once: thousands of expectations would each be reported.
  const missing = rows.flatMap((row) => tokens.filter((token) => !Object.hasOwn(row, token)));
  expect(missing).toEqual([]);
  for (const severity of new Set(rows.map(({ Severity }) => Severity))) {
    expect(parser).toMatch(new RegExp(`^severity[.]map[.].*[=,]${severity}[,\\r]`, 'm'));
  }
});

test('a connector that exists is told to call the portal and back, and the choice stays', async ({
  page,
  signIn,
  siem,
  servers,
  people,
}) => {
  await signIn(people.globalAdmin);
  await siem.enableConnector({ name: 'Either way', api: GRAPH }, people.globalAdmin);
  await siem.copied('Client secret');
  const own = await siem.copied('API URL');
  await siem.saving('true', () => choice(page).selectOption({ label: DETECTIONS }));
  expect(await siem.copied('API URL')).toBe(`${servers.portalUrl}/api/alerts`);
  await page.getByRole('radio', { name: /^IBM QRadar/ }).check();
  await expect(page.getByText('IBM QRadar cannot read the API of this connector.')).toBeVisible();
  await page.reload();
  await expect(choice(page)).toHaveValue('detections');
  await choice(page).selectOption({ label: GRAPH });
  await expect(page.getByText('IBM QRadar cannot read the API of this connector.')).toBeHidden();
  expect(await siem.copied('API URL')).toBe(own);
});
