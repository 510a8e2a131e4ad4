import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test as base } from '../fixtures';
import { type HostileSite, startHostileSite } from '../support/hostile-site';

const test = base.extend<{ readonly hostile: HostileSite }>({
  hostile: async ({}, provide) => {
    const site = await startHostileSite();
    await provide(site);
    await site.stop();
  },
});

const manifestSchema = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

/** Every server action of the build, by its id. */
function actionIds(): readonly string[] {
  const manifest = readFileSync('.next/server/server-reference-manifest.json', 'utf8');
  return Object.keys(manifestSchema.parse(JSON.parse(manifest)).node);
}

/** Shows a page of the stranger's, from both of their addresses in turn, to a browser that is signed in. */
async function visit(page: Page, { site, html }: Visit, look: () => Promise<void>): Promise<void> {
  for (const address of [site.elsewhere, site.beside]) {
    site.show(html);
    await page.goto(address);
    await look();
  }
}

type Visit = { readonly site: HostileSite; readonly html: string };

test.beforeEach(async ({ signIn, people }) => {
  await signIn(people.globalAdmin);
});

test('no page of the portal is shown in a frame of another site', async ({ page, hostile, servers }) => {
  const paths = [
    '/',
    '/sign-in',
    '/settings/siem',
    '/settings/sessions',
    '/approve/unknown',
    '/consent/done',
    '/api/health',
  ];
  for (const path of paths) {
    await visit(page, { site: hostile, html: `<iframe src="${servers.portalUrl}${path}"></iframe>` }, async () => {
      await expect.poll(() => page.frames().length).toBe(2);
      await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
    });
  }
});

test('forms of another site change nothing, whatever they send', async ({
  page,
  siem,
  tenant,
  hostile,
  servers,
  people,
}) => {
  await siem.open();
  await siem.enableConnector({ name: 'Stays' }, people.globalAdmin);
  const connector = page.url();
  const before = await tenant.state();
  const targets = [
    ...actionIds().map((id) => ({ action: connector, fields: [`$ACTION_ID_${id}`] })),
    { action: `${servers.portalUrl}/api/operations`, fields: ['kind'] },
    { action: `${servers.portalUrl}/api/auth/signout`, fields: ['csrfToken'] },
    { action: `${servers.portalUrl}/consent/start`, fields: ['operation'] },
  ];
  const forms = targets.flatMap(({ action, fields }) =>
    ['multipart/form-data', 'text/plain', 'application/x-www-form-urlencoded'].map(
      (type) =>
        `<iframe name="${fields[0]}${type}"></iframe><form method="post" target="${fields[0]}${type}" enctype="${type}" action="${action}">${fields
          .map((name) => `<input name="${name}" value="x">`)
          .join('')}</form>`,
    ),
  );
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') statuses.push(response.status());
  });
  const html = `${forms.join('')}<script>for (const form of document.forms) form.submit()</script>`;
  await visit(page, { site: hostile, html }, async () => {
    statuses.length = 0;
    await page.reload();
    await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(forms.length);
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  });
  expect(await tenant.state()).toEqual(before);
  await page.goto(connector);
  await expect(page.getByRole('heading', { name: 'Stays' })).toBeVisible();
});

test('scripts of another site read nothing and begin nothing', async ({ page, tenant, hostile, servers }) => {
  const before = await tenant.state();
  await visit(page, { site: hostile, html: '<p>Hello</p>' }, async () => {
    const read = await page.evaluate(async (portal) => {
      const outcomes: string[] = [];
      const paths = [
        '/settings/siem',
        '/api/operations',
        '/api/auth/session',
        '/api/auth/csrf',
        '/api/alerts',
        '/api/openapi.json',
      ];
      for (const path of paths)
        for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
          for (const type of ['text/plain', 'application/json']) {
            const init = {
              method,
              headers: { 'content-type': type },
              credentials: 'include',
              body: method === 'GET' ? null : '{"kind":"tokens"}',
            } as const;
            await fetch(portal + path, init).then(
              async (answer) => outcomes.push(`${method} ${path}: ${await answer.text()}`),
              () => null,
            );
          }
      return outcomes;
    }, servers.portalUrl);
    expect(read).toEqual([]);
  });
  expect(await tenant.state()).toEqual(before);
});

test('a window that another site opened is none of its business', async ({ page, hostile, servers, context }) => {
  await visit(page, { site: hostile, html: '<button>Open</button>' }, async () => {
    await page.evaluate((portal) => {
      document.querySelector('button')?.addEventListener('click', () => {
        Reflect.set(globalThis, 'opened', open(`${portal}/settings/siem`));
      });
    }, servers.portalUrl);
    const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('button').click()]);
    await expect(opened.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await opened.evaluate<unknown>('opener')).toBeNull();
    // The browser has cut the tie: to its opener the window is gone.
    await expect.poll(() => page.evaluate<unknown>('opened.closed')).toBe(true);
    await opened.close();
  });
});

test('messages that no page of the portal sent end no wait for consent', async ({ page, siem }) => {
  await siem.open();
  await siem.fillDialog({ name: 'Waits' });
  const popUp = await siem.continueToSignIn();
  await expect(popUp.page.getByRole('heading', { name: 'Pick an account' })).toBeVisible();
  const waiting = await page.getByRole('main').innerText();
  await page.evaluate(() => {
    const forged = ['done', { kind: 'done' }, { type: 'consent', ok: true }, { state: 'succeeded' }];
    for (const data of forged) {
      dispatchEvent(new MessageEvent('message', { data, origin: 'https://login.microsoftonline.com', source: window }));
      postMessage(data, '*');
      for (const name of ['consent', 'operation', 'siem-connect']) new BroadcastChannel(name).postMessage(data);
    }
  });
  await expect(siem.details()).toBeHidden();
  expect(await page.getByRole('main').innerText()).toBe(waiting);
  await expect(popUp.page.getByRole('heading', { name: 'Pick an account' })).toBeVisible();
});

test('cookies that a page beside the portal writes make no error and nobody', async ({
  page,
  hostile,
  servers,
  context,
}) => {
  hostile.show('<p>Cookies</p>');
  const names = (await context.cookies(servers.portalUrl)).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  await context.clearCookies();
  await page.goto(hostile.beside);
  for (const value of ['x', '%', '..%2f..', '"><script>', 'a'.repeat(3_000)]) {
    await page.evaluate(([written, all]) => all.forEach((name) => (document.cookie = `${name}=${written}; path=/`)), [
      value,
      names,
    ] as const);
    const answer = await page.request.get(`${servers.portalUrl}/settings/siem`);
    expect(answer.status()).toBe(200);
    expect(new URL(answer.url()).pathname).toBe('/sign-in');
  }
});

test('a name and an address with markup and script are shown as they are, and run nothing', async ({
  page,
  siem,
  people,
}) => {
  const name = `" onfocus=document.title=1 autofocus x='&lt;b&gt;{{7*7}}\${7*7}`;
  const markup = '<img src=x onerror=document.title=1>';
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(globalThis, 'violations', violations);
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  });
  await siem.open();
  await siem.enableConnector({ name }, people.globalAdmin);
  for (const path of [page.url(), '/settings/siem', `/settings/siem?search=${encodeURIComponent(name)}`]) {
    await page.goto(path);
    await expect(page.getByText(name).first()).toBeVisible();
    expect(await page.title()).not.toBe('1');
    expect(await page.evaluate<unknown>('violations')).toEqual([]);
  }
  for (const path of [
    '/settings/siem?search=',
    '/sign-in?problem=',
    '/approve/unknown?problem=',
    '/settings/siem?state=',
  ]) {
    await page.goto(path + encodeURIComponent(markup));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    expect(await page.evaluate<unknown>('violations')).toEqual([]);
  }
});

test('Back after signing out shows nothing of what was there', async ({ page, siem, people }) => {
  await siem.open();
  await siem.enableConnector({ name: 'Left open' }, people.globalAdmin);
  const secret = await siem.copied('Client secret');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await expect(page.getByText('Left open')).toBeHidden();
});
