import { expect, test } from '../fixtures';
import { checkAccessibility } from '../support/check-accessibility';
import { startReceiver } from '../support/receiver';

test('what somebody changed in Entra is told on the page and by a webhook, once, and acknowledged', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  const receiver = await startReceiver();
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'Told of' }, people.securityAppAdmin);
  await siem.copied('Client secret');
  const connectorPage = page.url();

  await page.getByRole('link', { name: /^Notices, \d+ open$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notices' })).toBeVisible();
  await expect(page.getByText('read from the registration')).toBeVisible();
  await page.getByRole('button', { name: 'Add channel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add channel' });
  await dialog.getByLabel('Name').fill('Tickets');
  await dialog.getByLabel('Address').fill('no address');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('This is no address that can be used here.')).toBeVisible();
  await dialog.getByLabel('Address').fill(`${receiver.address}?token=capability-of-this-test`);
  await checkAccessibility(page, 'notices-add-channel');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const key = page.getByRole('dialog', { name: 'Signing key' });
  await expect(key.getByText(/^whsec_/)).toBeVisible();
  await key.getByRole('button', { name: 'Done' }).click();

  const row = page.getByRole('row').filter({ hasText: 'Tickets' });
  await expect(row.getByText(/capability/)).toBeHidden();
  receiver.answer(401, 'signature does not match');
  await row.getByRole('button', { name: 'Send test: Tickets' }).click();
  await expect(row.getByText(/^Not delivered\. .+ answered 401: “signature does not match”\.$/)).toBeVisible();
  receiver.answer(204);
  await row.getByRole('button', { name: 'Send test: Tickets' }).click();
  await expect(row.getByText('Delivered. The receiver took the test.')).toBeVisible();
  await expect(row.getByText('Works')).toBeVisible();

  const [application] = await tenant.connectorApplications();
  await tenant.changes({ do: 'disable', application: application?.appId ?? '' });
  await page.goto(connectorPage);
  await expect(page.getByRole('main').getByText('Not working', { exact: true })).toBeVisible();
  const told = () => receiver.told.filter(({ body }) => body.includes('siem-connect.notice.drift'));
  await expect.poll(() => told().length).toBe(1);
  expect(told()[0]?.body).toContain('Told of: service principal disabled');

  await page.goto('/settings/notices');
  const notice = page.getByRole('listitem').filter({ hasText: 'Told of: service principal disabled' });
  await expect(notice.getByText('Told by Tickets')).toBeVisible();
  await checkAccessibility(page, 'notices');
  await notice.getByRole('button', { name: /^Snooze/ }).click();
  await page.getByRole('menuitem', { name: '7 days' }).click();
  await expect(notice).toBeHidden();
  await page.getByRole('link', { name: 'Snoozed, 1' }).click();
  await expect(notice.getByText('Snoozed until')).toBeVisible();
  await notice.getByRole('button', { name: /^Acknowledge/ }).click();
  await expect(notice).toBeHidden();
  await page.getByRole('link', { name: 'Done' }).click();
  await expect(notice.getByText(`Acknowledged by ${people.securityAppAdmin}`)).toBeVisible();
  expect(told()).toHaveLength(1);
  await receiver.close();
});

test('a calendar is read by whoever has its newest address', async ({ page, request, signIn, people }) => {
  await signIn(people.securityAppAdmin);
  await page.goto('/settings/notices');
  await page.getByRole('button', { name: 'Add channel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add channel' });
  await dialog.getByLabel('Kind').selectOption('Calendar feed');
  await dialog.getByLabel('Name').fill('Ends');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const shown = page.getByRole('dialog', { name: 'Calendar address' });
  const readAddress = async () => (await shown.getByText(/\/api\/calendar\//).textContent()) ?? '';
  const first = await readAddress();
  await shown.getByRole('button', { name: 'Done' }).click();
  const read = await request.get(first);
  expect(read.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(await read.text()).toContain('SUMMARY:SIEM Connect: own credential ends');

  await page.getByRole('button', { name: 'New address: Ends' }).click();
  const second = await readAddress();
  expect(second).not.toBe(first);
  expect([(await request.get(first)).status(), (await request.get(second)).status()]).toEqual([404, 200]);
  await shown.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Remove: Ends' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Ends' })).toBeHidden();
  expect((await request.get(second)).status()).toBe(404);
});

test('whoever may only look sees what is told, and changes nothing', async ({ page, signIn, people }) => {
  await signIn(people.securityReader);
  await page.goto('/settings/notices');
  await expect(page.getByRole('heading', { name: 'Channels' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Add channel|Acknowledge|Send test|Enter date/ })).toBeHidden();
});
