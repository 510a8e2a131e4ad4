import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, test } from './fixtures';

test('every SIEM in the list shows what it needs, and saves it with the secret or a placeholder', async ({
  page,
  signIn,
  siem,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'For all of them' }, people.securityAppAdmin);
  const secret = await siem.copied('Client secret');
  const radios = await page.getByRole('radio').all();
  expect(radios.length).toBeGreaterThan(15);
  let withSecret = 0;
  for (const radio of radios) {
    await radio.check();
    // One that reads another API says so instead.
    const steps = page.getByRole('heading', { name: /^Steps in / });
    await expect(steps.or(page.getByText('cannot read the API of this connector'))).toBeVisible();
    const save = page.getByRole('button', { name: 'Save details to file' });
    if (!(await save.isVisible())) continue;
    const saved = page.waitForEvent('download');
    await save.click();
    const file = readFileSync(await (await saved).path());
    const parts = file.subarray(0, 2).toString() === 'PK' ? Object.values(unzipSync(file)) : [file];
    const text = parts.map((part) => Buffer.from(part).toString('utf8')).join('\n');
    const says = await page.getByText('It holds the client secret: keep it').isVisible();
    expect(text.includes(secret)).toBe(says);
    withSecret += Number(says);
  }
  expect(withSecret).toBeGreaterThan(3);
});

test('a SIEM is found by its name with the keyboard alone, and the choice stays', async ({
  page,
  signIn,
  siem,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'By keyboard' }, people.securityAppAdmin);
  await page.getByRole('searchbox', { name: 'Find a SIEM' }).focus();
  await page.keyboard.type('splunk');
  await expect(page.getByRole('radio')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await siem.saving('splunk', () => page.keyboard.press('Space'));
  await expect(page.getByRole('heading', { name: /^Steps in Splunk/ })).toBeVisible();
  await siem.copied('Client secret');
  await page.reload();
  await expect(page.getByRole('radio', { name: /^Splunk/ })).toBeChecked();
});
