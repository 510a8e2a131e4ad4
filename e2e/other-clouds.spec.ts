import { readFileSync } from 'node:fs';
import { expect, test as base } from './fixtures';
import { startServers } from './support/servers';

const ALERTS = 'Microsoft Defender for Endpoint Alerts API';
const GRAPH = 'Microsoft Graph security alerts';
const DETECTIONS = 'Detections API (compatible)';

/** A portal that differs by one setting. Hosts are the embedded tenant's; names of resources stay Microsoft's. */
const inCloud = (cloud: string) =>
  base.extend<object>({
    servers: [
      async ({}, provide, { workerIndex }) => {
        const servers = await startServers(`${cloud}-${workerIndex}`, { CLOUD: cloud });
        await provide(servers);
        await servers.stop();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
  });

inCloud('gcc-high')(
  'in GCC High a connector is made with the names of that cloud',
  async ({ page, signIn, siem, tenant, people }) => {
    base.setTimeout(120_000);
    await signIn(people.globalAdmin);
    await base.step('what is not met is put right in the Defender portal of that cloud', async () => {
      await tenant.settings({ windowsDefenderATP: false });
      await siem.checkAgain();
      await expect(siem.check('WindowsDefenderATP')).toContainText('Open security.microsoft.us once');
      await tenant.settings({ windowsDefenderATP: true });
      await siem.checkAgain();
      await expect(siem.check('WindowsDefenderATP')).toContainText('Met');
    });

    await base.step('the dialog offers both APIs, and no region of another cloud', async () => {
      await siem.fillDialog({ name: 'Government' });
      const dialog = siem.dialog();
      for (const name of [ALERTS, GRAPH]) await expect(dialog.getByRole('radio', { name, exact: true })).toBeEnabled();
      await expect(dialog.getByLabel('Region').getByRole('option')).toHaveText(['US Government GCC High and DoD']);
      await page.keyboard.press('Escape');
    });

    await siem.enableConnector({ name: 'Government', api: ALERTS }, people.globalAdmin);
    const api = 'https://api-gov.securitycenter.microsoft.us';
    await base.step('access details and a file ask for tokens by the names of that cloud', async () => {
      expect(await siem.copied('Scope')).toBe(`${api}/.default`);
      expect(await siem.copied('Resource')).toBe(api);
      expect(await siem.copied('API URL')).toMatch(/^https:\/\/(?:localhost|127\.0\.0\.1):\d+\/api\/alerts$/);
      await page.getByRole('radio', { name: 'Generic API', exact: true }).check();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save details to file' }).click();
      const file = readFileSync(await (await saved).path(), 'utf8');
      expect(file).toContain(`${api}/.default`);
      expect(file).not.toMatch(/(?:login\.microsoftonline|graph\.microsoft|security(?:center)?\.microsoft)\.com/);
    });
  },
);

inCloud('china')(
  'in the cloud of 21Vianet people can look, and nothing can be enabled',
  async ({ signIn, siem, tenant, people }) => {
    base.setTimeout(120_000);
    await signIn(people.globalAdmin);
    await tenant.settings({ windowsDefenderATP: false });
    await siem.checkAgain();
    const check = siem.check('WindowsDefenderATP');
    await expect(check).toContainText('Microsoft documents no alerts API in this cloud');
    await expect(check).not.toContainText('choose Microsoft Graph');

    await siem.fillDialog({ name: 'Nowhere' });
    const dialog = siem.dialog();
    await expect(dialog).toContainText('None of the APIs can be chosen. The reason stands with each.');
    for (const name of [ALERTS, GRAPH, DETECTIONS]) await expect(dialog.getByRole('radio', { name })).toBeDisabled();
    await expect(dialog.getByText('no such API in this cloud: Azure in China (21Vianet)')).toHaveCount(3);
    await expect(dialog.getByLabel('Region')).toBeHidden();
    await expect(dialog.getByRole('button', { name: 'Continue to sign-in' })).toBeDisabled();
    expect(await tenant.connectorApplications()).toEqual([]);
  },
);
