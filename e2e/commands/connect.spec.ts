import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Page } from '@playwright/test';
import { freePort } from '@siem-connect/testing/free-port';
import { z } from 'zod';
import { expect, test } from '../fixtures';
import { loginPages } from '../pages/login-pages';
import { program } from '../support/program';
import type { Servers } from '../support/servers';

const settingsSchema = z.record(z.string(), z.string());
const findingsSchema = z.array(z.object({ check: z.string(), state: z.string(), says: z.string() }));

/** Where the embedded tenant is, and nothing else of what a portal would know. */
function tenantHosts({ folder }: Servers): Readonly<Record<string, string>> {
  const settings = settingsSchema.parse(JSON.parse(readFileSync(path.join(folder, 'data/tenant/portal.json'), 'utf8')));
  const names = ['ENTRA_AUTHORITY_HOST', 'GRAPH_URL', 'DEFENDER_API_URL', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.map((name) => [name, settings[name] ?? '']));
}

/** A command of the product, its output while it runs. */
function command(file: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()));
  const ended = once(child, 'close').then(() => child.exitCode);
  return { printed: () => printed, ended };
}

async function signInAt(page: Page, address: string, upn: string): Promise<void> {
  await page.goto(address);
  const login = loginPages(page);
  await login.pick(upn);
  const accept = page.getByRole('button', { name: 'Accept' });
  const closing = page.getByText('You can close this window');
  await expect(accept.or(closing)).toBeVisible();
  if (await accept.isVisible()) await accept.click();
  await expect(closing).toBeVisible();
}

test('one command makes a registration that people sign in with, and undoes it', async ({ page, servers, people }) => {
  const hosts = tenantHosts(servers);
  const port = await freePort();
  const portalUrl = `http://localhost:${port}`;
  const file = path.join(servers.folder, `connect-${port}.env`);
  const args = ['--portal-url', portalUrl, '--credential', 'certificate', '--environment-file', file];

  const connect = command('connect/main.ts', args, hosts);
  const authorize = /http\S+\/oauth2\/v2\.0\/authorize\S+/;
  await expect.poll(connect.printed, { timeout: 60_000 }).toMatch(authorize);
  await signInAt(page, authorize.exec(connect.printed())?.[0] ?? '', people.globalAdmin);
  expect(await connect.ended, connect.printed()).toBe(0);
  expect(connect.printed()).toContain(`Signed in as ${people.globalAdmin}.`);
  expect(readFileSync(file, 'utf8')).not.toContain('ENTRA_CLIENT_SECRET');

  const settings = settingsSchema.parse(parseEnv(readFileSync(file, 'utf8')));
  const data = path.join(servers.folder, `connect-${port}`);
  const environment = { ...settings, ...hosts, DATA_DIR: data };
  const check = command('check/main.ts', ['--json'], environment);
  expect(await check.ended, check.printed()).toBe(0);
  const findings = findingsSchema.parse(JSON.parse(check.printed()));
  const redirects = findings.filter((finding) => finding.check === 'redirects').map(({ state }) => state);
  expect(redirects).toEqual(['ok', 'ok', 'ok']);
  expect(findings.find(({ says }) => says === 'Entra ID takes the certificate.')).toBeTruthy();

  const told = command('check/main.ts', [], environment);
  expect(await told.ended).toBe(0);
  expect(told.printed()).toContain('ok       Entra ID takes the certificate.');

  const portal = program({
    log: path.join(servers.folder, `connect-${port}.log`),
    args: ['server/main.mjs', 'start'],
    env: () => ({ ...environment, PORT: String(port), HOST: '127.0.0.1', NEXT_MANUAL_SIG_HANDLE: 'true' }),
    address: `http://127.0.0.1:${port}/api/health`,
  });
  await portal.start();
  await page.goto(portalUrl);
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await loginPages(page).pick(people.globalAdmin);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`^${portalUrl}/settings/siem`));
  await portal.stop();

  const undo = command('connect/main.ts', ['--undo', '--environment-file', file], hosts);
  await expect.poll(undo.printed, { timeout: 60_000 }).toMatch(authorize);
  await signInAt(page, authorize.exec(undo.printed())?.[0] ?? '', people.globalAdmin);
  expect(await undo.ended, undo.printed()).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('');
  const gone = { ENTRA_CLIENT_CERTIFICATE: '', ENTRA_CLIENT_SECRET: 'abc8Q~of-a-registration-that-is-gone-1234' };
  const after = command('check/main.ts', ['--json'], { ...environment, ...gone });
  expect(await after.ended).toBe(1);
  expect(after.printed()).toContain('AADSTS700016');
});
