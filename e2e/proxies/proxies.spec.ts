import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { freePort } from '@siem-connect/testing/free-port';
import { expect, test as base } from '../fixtures';
import { portalProgram, startServers } from '../support/servers';
import { findProxy, proxies, type ProxyName, type ProxyPlan, startProxy } from './proxy-program';

/** One portal behind TLS; the programs in front of it take turns on its port. */
const test = base.extend<{ readonly through: (name: ProxyName) => Promise<void> }, { readonly plan: ProxyPlan }>({
  plan: [
    async ({}, provide, { workerIndex }) => {
      const folder = path.resolve(`test-results/proxies-${workerIndex}`);
      mkdirSync(folder, { recursive: true });
      const made = await generate([{ name: 'commonName', value: 'localhost' }], {
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
      });
      const [certificate, key] = [path.join(folder, 'siem.pem'), path.join(folder, 'siem.key')];
      writeFileSync(certificate, made.cert);
      writeFileSync(key, made.private, { mode: 0o600 });
      await provide({ folder, certificate, key, port: await freePort(), portalPort: await freePort() });
    },
    { scope: 'worker' },
  ],
  servers: [
    async ({ plan }, provide, { workerIndex }) => {
      const settings = { PORTAL_URL: `https://localhost:${plan.port}` };
      const launch: Parameters<typeof startServers>[2] = (portal) =>
        portalProgram({ ...portal, port: plan.portalPort });
      const servers = await startServers(`proxies-${workerIndex}`, settings, launch);
      await provide(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  through: async ({ plan, servers }, provide) => {
    let stop: (() => Promise<void>) | undefined;
    await provide(async (name) => {
      expect(servers.portalUrl).toBe(`https://localhost:${plan.port}`);
      stop = await startProxy(name, plan);
    });
    await stop?.();
  },
  ignoreHTTPSErrors: true,
});

// One after the other in one worker: they share the port.
test.describe.configure({ mode: 'default' });

for (const name of proxies.slice(0, 3)) {
  test(`the main road goes through ${name} as docs/proxies has it`, async ({ page, through, signIn, siem, people }) => {
    test.skip(findProxy(name) === null, `${name} is not installed`);
    await through(name);
    await signIn(people.securityAppAdmin);
    const ours = (await page.context().cookies()).filter(({ name: cookie }) => cookie.startsWith('__Host-'));
    expect(ours.length).toBeGreaterThan(0);

    await siem.fillDialog({ name: `Behind ${name}` });
    const follows = page.waitForRequest(/\/api\/operations\/[^/]+\/events$/);
    const popUp = await siem.continueToSignIn();
    // The operation waits for the person, so its stream is open: what arrives of it was not held back.
    const begun = await page.evaluate(
      async (address) => {
        const answer = await fetch(address);
        const part = await answer.body?.getReader().read();
        return new TextDecoder().decode(part?.value);
      },
      (await follows).url(),
    );
    expect(begun).toMatch(/^retry: \d+/);
    await popUp.pick(people.securityAppAdmin);
    await siem.acceptIfAsked(popUp);
    await expect(siem.details()).toBeVisible();

    const status = await page.evaluate(async () => {
      for (const other of ['a', 'b', 'c']) document.cookie = `${other}=${'x'.repeat(3_900)}; path=/; secure`;
      return (await fetch('/settings/siem')).status;
    });
    expect(status).toBe(200);
  });
}

test('nginx that was told nothing gets a page that names the setting and the line', async ({
  page,
  through,
  servers,
}) => {
  const name = 'nginx that was told nothing';
  test.skip(findProxy(name) === null, 'nginx is not installed');
  await through(name);
  const answer = await page.goto(`${servers.portalUrl}/sign-in`);
  expect(answer?.status()).toBe(421);
  await expect(page.getByText('proxy_set_header Host $http_host;')).toBeVisible();
  await expect(page.getByText('PORTAL_URL').first()).toBeVisible();
  // It connects from this machine, for whoever is outside.
  expect((await page.request.get(`${servers.portalUrl}/metrics`)).status()).toBe(404);
});
