import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { expect, test } from './fixtures';
import { loginPages } from './pages/login-pages';
import { siemPage } from './pages/siem-page';
import { sendRaw } from './support/raw-http';

test('whoever is not signed in signs in and comes back to where they were', async ({ page, login, people }) => {
  await page.goto('/settings/siem/11111111-2222-4333-8444-555555555555');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await login.pick(people.securityReader);
  await expect(page).toHaveURL(/settings\/siem\/11111111/);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

test('a sign-in link to another site returns to the portal', async ({ page, login, servers, people }) => {
  await page.goto('/sign-in?from=https%3A%2F%2Fevil.example%2F');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await login.pick(people.securityReader);
  await expect(page).toHaveURL(`${servers.portalUrl}/settings/siem`);
});

test('a person without a role is refused with the reason, and the refusal is recorded', async ({
  page,
  signIn,
  people,
}) => {
  await signIn(people.user);
  await expect(page.getByRole('heading', { name: 'You need a role to open SIEM Connect' })).toBeVisible();
  await expect(page.getByText('Any one of Security Reader, Security Operator')).toBeVisible();
  await expect(page.getByText('Recorded in the audit log.')).toBeVisible();
  const response = await page.request.get('/settings/siem');
  expect(response.status()).toBe(403);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('heading', { name: 'You need a role to open SIEM Connect' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in with another account' }).click();
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible();
});

test('a Security Administrator alone may look and is told what is missing', async ({ page, signIn, siem, people }) => {
  await signIn(people.securityAdmin);
  await siem.showChecks();
  await expect(siem.check('Your directory roles')).toContainText('Not met');
  await expect(siem.check('Your directory roles')).toContainText('you also need Application Administrator');
  await expect(page.getByText('You can look, but not change anything.')).toBeVisible();
  await expect(siem.enable()).toBeHidden();
});

test('signing out ends the session on the server: its cookie is worth nothing afterwards', async ({
  page,
  signIn,
  context,
  people,
}) => {
  await signIn(people.securityReader);
  const cookies = await context.cookies();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out of SIEM Connect.')).toBeVisible();
  await context.addCookies(cookies);
  await page.goto('/settings/siem');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a session ends after eight hours', async ({ page, signIn, servers, people }) => {
  await signIn(people.securityReader);
  await servers.shiftClock(8 * 3_600_000 + 1_000);
  await page.goto('/settings/siem');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await servers.shiftClock(0);
});

test('a stolen session id, a changed cookie and an empty one are nobody', async ({ page, signIn, context, people }) => {
  await signIn(people.securityReader);
  const session = (await context.cookies()).find(({ name }) => name.endsWith('siem-connect.session'));
  expect(session?.httpOnly).toBe(true);
  for (const value of ['', 'x', `${session?.value.slice(0, -4)}AAAA`]) {
    const cookie = `${session?.name}=${value}`;
    const response = await page.request.get('/settings/siem', { headers: { cookie }, maxRedirects: 0 });
    expect(response.status()).toBe(307);
  }
});

test('actions from another origin, or from nowhere, are refused', async ({ page, signIn, servers, people }) => {
  await signIn(people.securityAppAdmin);
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const response = await page.request.post('/settings/siem', {
      headers: { 'next-action': 'f'.repeat(42), 'content-type': 'text/plain', ...(origin ? { origin } : {}) },
      data: '[]',
    });
    expect(response.status()).toBe(403);
  }
  const health = await page.request.get(`${servers.portalUrl}/api/health`);
  expect(await health.json()).toMatchObject({ status: 'ok', database: { status: 'ok' } });
});

test('a program on this machine reads metrics, liveness and what crawlers may; no one by another name', async ({
  servers,
}) => {
  const read = async (path: string, host = new URL(servers.portalUrl).host) => {
    const { port } = new URL(servers.portalUrl);
    const answer = await sendRaw(`http://127.0.0.1:${port}${path}`, { headers: { host } });
    answer.resume();
    return `${answer.statusCode} ${answer.headers['content-type'] ?? ''}`;
  };
  expect(await read('/metrics')).toMatch(/^200 text\/plain; version=0.0.4/);
  expect(await read('/metrics', 'siem.contoso.example')).toMatch(/^404 /);
  expect(await read('/api/live', '10.0.0.7')).toMatch(/^200 application\/json/);
  expect(await read('/robots.txt')).toMatch(/^200 text\/plain/);
  // Nobody has said whom to tell.
  expect(await read('/.well-known/security.txt')).toMatch(/^404 /);
});

test('a viewer reads what runs here, and every host that is called', async ({ page, signIn, people }) => {
  await signIn(people.securityReader);
  await page.getByRole('link', { name: 'About' }).click();
  await expect(page.getByRole('heading', { name: 'About', level: 1 })).toBeVisible();
  await expect(page.getByText(/^SIEM Connect \d+\.\d+\.\d+$/)).toBeVisible();
  await expect(page.getByText('Embedded, in the portal’s own folder')).toBeVisible();
  await expect(page.getByText('Registrations, permissions and the checks', { exact: false })).toBeVisible();
  await expect(page.getByText('no telemetry', { exact: false })).toBeVisible();
});

test('a viewer who calls an operator’s action gets 403, and is in the audit log', async ({
  page,
  signIn,
  siem,
  servers,
  anotherBrowser,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Captured' });
  const captured = page.waitForRequest((request) => Boolean(request.headers()['next-action']));
  await siem.continueToSignIn();
  const action = await captured;
  const viewer = await anotherBrowser(people.securityReader);
  const response = await viewer.request.post('/settings/siem', {
    headers: {
      'next-action': action.headers()['next-action'] ?? '',
      'content-type': action.headers()['content-type'] ?? '',
      origin: new URL(page.url()).origin,
    },
    data: action.postDataBuffer() ?? Buffer.alloc(0),
  });
  expect(response.status()).toBe(403);
  const requestId = response.headers()['x-request-id'] ?? 'none';
  const lines = readFileSync(path.join(servers.folder, 'portal.log'), 'utf8').split('\n');
  const [line] = lines.filter((text) => text.includes(requestId) && text.includes('"audit"'));
  expect(line).toContain('"action":"access","outcome":"refused"');
  expect(line).toContain(people.securityReader);
});

test('sign-in that Entra refuses is explained on the sign-in page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await loginPages(page).cancel();
  await expect(page.getByText('Sign-in was cancelled, or consent was declined.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible();
});

test('a forged sign-in callback gives no session', async ({ page }) => {
  await page.goto('/api/auth/callback/entra?code=x&state=y');
  await expect(page.getByText('The sign-in was not finished')).toBeVisible();
  await page.goto('/settings/siem');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a scope that the tenant has not consented to makes its checks unknown, not an error', async ({
  page,
  login,
  siem,
  tenant,
  people,
}) => {
  await tenant.settings({ portalConsent: ['User.Read', 'RoleManagement.Read.Directory', 'Application.Read.All'] });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await login.pick(people.securityReader);
  await expect(login.needApproval()).toBeVisible();
  await login.returnWithoutConsent();
  // SIEM Connect goes on by itself with what is allowed.
  await login.pick(people.securityReader);
  await siem.showChecks();
  await expect(siem.check('Your directory roles')).toContainText('Security Reader');
  await expect(siem.check('WindowsDefenderATP')).toContainText('Met');
  for (const [check, scope] of [
    ['Defender for Endpoint licence', 'Organization.Read.All'],
    ['App management policy', 'Policy.Read.All'],
  ] as const) {
    await expect(siem.check(check)).toContainText('Unknown');
    await expect(siem.check(check)).toContainText(scope);
    await expect(siem.check(check)).toContainText('Grant admin consent');
  }
});

test('too many sign-ins in a short time are slowed down', async ({ page, servers }) => {
  const csrf = await page.request.get('/api/auth/csrf');
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  let last = 0;
  for (let count = 0; count < 40 && last !== 429; count += 1) {
    const response = await page.request.post('/api/auth/signin/entra', {
      form: { csrfToken, json: 'true' },
      headers: { 'x-forwarded-for': '203.0.113.7', origin: servers.portalUrl },
    });
    last = response.status();
  }
  expect(last).toBe(429);
  await page.goto(`${servers.portalUrl}/sign-in?problem=tooMany`);
  await expect(page.getByText('There were too many sign-ins')).toBeVisible();
});

test('pages carry the headers that keep them private', async ({ page }) => {
  const response = await page.goto('/sign-in');
  const headers = response?.headers() ?? {};
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
  expect(headers['content-security-policy']).not.toContain('unsafe-eval');
  expect(headers['cache-control']).toContain('no-store');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
});

test('a Security Administrator who owns a connector may change that one, and no other', async ({
  signIn,
  siem,
  tenant,
  anotherBrowser,
  people,
}) => {
  await signIn(people.globalAdmin);
  await siem.enableConnector({ name: 'Of another owner' }, people.globalAdmin);
  await siem.open();
  await siem.enableConnector({ name: 'Their own' }, people.globalAdmin);
  const made = (await tenant.connectorApplications()).find(({ displayName }) => displayName === 'Their own');
  await tenant.changes({ do: 'addOwner', application: made?.appId ?? '', owner: people.securityAdmin });
  // They may not consent themselves: an administrator has done that for everybody.
  const read = ['User.Read', 'RoleManagement.Read.Directory', 'Organization.Read.All', 'Application.Read.All'];
  await tenant.settings({ portalConsent: [...read, 'Policy.Read.All', 'Application.ReadWrite.All'] });

  const owner = await anotherBrowser(people.securityAdmin);
  await expect(owner.getByRole('button', { name: 'Enable SIEM integration' })).toBeHidden();
  await owner.getByRole('link', { name: 'Of another owner' }).click();
  await expect(siemPage(owner).details()).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Create new secret' })).toBeHidden();
  await siemPage(owner).open();
  await owner.getByRole('link', { name: 'Their own' }).click();
  const created = await siemPage(owner).popUpOf(async () => {
    await owner.getByRole('button', { name: 'Create new secret' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click();
  });
  await created.pick(people.securityAdmin);
  await expect(owner.getByText('A new secret was created.')).toBeVisible();
});
