import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { expect, test } from './fixtures';
import { runCommands } from './support/run-commands';

const savedFile = z.object({
  clientSecret: z.string(),
  apiUrl: z.string(),
  curl: z.object({ requestToken: z.string(), requestAlerts: z.string() }),
});
const portalSettings = z.object({ NODE_EXTRA_CA_CERTS: z.string() });
const alertsPage = z.object({ value: z.array(z.object({ id: z.string(), title: z.string() })) });

const apis = [
  { api: 'Microsoft Defender for Endpoint Alerts API', place: '/api/alerts', person: 'securityAppAdmin' },
  { api: 'Microsoft Graph security alerts', place: '/v1.0/security/alerts_v2', person: 'globalAdmin' },
] as const;

for (const { api, place, person } of apis) {
  test(`the commands of the saved Generic API file pull alerts in a plain shell: ${api}`, async ({
    page,
    signIn,
    siem,
    servers,
    people,
  }) => {
    test.setTimeout(180_000);
    await signIn(people[person]);
    await siem.enableConnector({ name: 'It’s "from" a $shell', api }, people[person]);
    await page.getByRole('radio', { name: 'Generic API', exact: true }).check();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save details to file' }).click();
    const saved = savedFile.parse(JSON.parse(readFileSync(await (await saving).path(), 'utf8')));
    expect(new URL(saved.apiUrl).pathname).toBe(place);

    const settings = readFileSync(path.join(servers.folder, 'data/tenant/portal.json'), 'utf8');
    const { printed, complaints } = await runCommands({
      commands: [saved.curl.requestToken, saved.curl.requestAlerts],
      typed: saved.clientSecret,
      certificate: portalSettings.parse(JSON.parse(settings)).NODE_EXTRA_CA_CERTS,
    });

    const [, answer, status] = /^Token received[.]\n(.*) HTTP status (\d+)\n$/s.exec(printed) ?? [];
    expect(status, `${printed}${complaints}`).toBe('200');
    const alerts = alertsPage.parse(JSON.parse(answer ?? '')).value;
    expect(alerts).toHaveLength(5);
    expect(`${printed}${complaints}`).not.toContain(saved.clientSecret);
  });
}
