import { expect, test as base } from './fixtures';
import { startServers } from './support/servers';

const DETECTIONS = 'Detections API (compatible)';

const test = base.extend<object>({
  servers: [
    async ({}, provide, { workerIndex }) => {
      const servers = await startServers(`detections-off-${workerIndex}`, { DETECTIONS_API: 'off' });
      await provide(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('switched off, it is said, cannot be chosen, and answers nobody', async ({
  page,
  signIn,
  siem,
  servers,
  people,
}) => {
  test.setTimeout(180_000);
  expect((await page.request.get(`${servers.portalUrl}/api/alerts`)).status()).toBe(404);
  await signIn(people.globalAdmin);
  await expect(page.getByRole('region', { name: DETECTIONS })).toContainText('Every request gets 404.');
  await siem.fillDialog({ name: 'No detections' });
  const radio = siem.dialog().getByRole('radio', { name: DETECTIONS });
  await expect(radio).toBeDisabled();
  await expect(siem.dialog()).toContainText('Switched off in this portal by DETECTIONS_API');
  await page.keyboard.press('Escape');
  await siem.enableConnector({ name: 'No detections' }, people.globalAdmin);
  await siem.copied('Client secret');
  const option = page.getByRole('region', { name: 'SIEM type' }).getByRole('option', { name: DETECTIONS });
  await expect(option).toBeDisabled();
});
