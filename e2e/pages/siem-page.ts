import { expect, type Page } from '@playwright/test';
import { untilTakenOver } from '../support/page-script';
import { loginPages } from './login-pages';

export type EnableChoice = {
  readonly name: string;
  /** HP ArcSight, unless told otherwise. */
  readonly siem?: string;
  readonly api?: string;
  readonly region?: string;
  readonly days?: string;
};

/** Settings > SIEM and the pages behind it, by the names that a person sees. */
export function siemPage(page: Page) {
  const enable = () => page.getByRole('button', { name: 'Enable SIEM integration' });
  const dialog = () => page.getByRole('dialog', { name: 'Enable SIEM integration' });
  const details = () => page.getByRole('region', { name: 'SIEM connector access details' });

  async function fillDialog({ name, siem = 'HP ArcSight', api, region, days }: EnableChoice) {
    await untilTakenOver(enable());
    await enable().click();
    await expect(dialog()).toBeVisible();
    await dialog().getByRole('radio', { name: siem, exact: true }).check();
    await dialog().getByLabel('Connector name').fill(name);
    await dialog().getByText('Advanced: API, region, secret').click();
    if (api) await dialog().getByRole('radio', { name: api, exact: true }).check();
    if (region) await dialog().getByLabel('Region').selectOption({ label: region });
    if (days) await dialog().getByLabel('Secret expires after').selectOption({ label: days });
  }

  async function continueToSignIn() {
    const opened = page.waitForEvent('popup');
    await dialog()
      .getByRole('button', { name: /^(Continue to sign-in|Ask an administrator)$/ })
      .click();
    return loginPages(await opened);
  }

  /** The page's value beside a label, read from what `Copy` copies. */
  async function copied(label: string): Promise<string> {
    // It is said for two seconds, and a page that is drawn anew meanwhile says no more of it.
    await expect(async () => {
      await page.getByRole('button', { name: `Copy ${label}`, exact: true }).click();
      await expect(page.getByText(`${label} copied`)).toBeAttached({ timeout: 2_000 });
    }).toPass();
    return page.evaluate(() => navigator.clipboard.readText());
  }

  /** With connectors in place the checks are folded to a line. */
  async function showChecks() {
    const showAll = page.getByRole('link', { name: 'Show prerequisites', exact: true });
    const again = page.getByRole('button', { name: 'Check again' });
    await expect(showAll.or(again)).toBeVisible();
    if (await showAll.isVisible()) await showAll.click();
  }

  return {
    page,
    showChecks,
    async checkAgain() {
      await showChecks();
      await page.getByRole('button', { name: 'Check again' }).click();
    },
    enable,
    dialog,
    details,
    fillDialog,
    continueToSignIn,
    copied,
    check: (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) }),
    step: (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) }),
    open: () => page.goto('/settings/siem'),
    /** Does what saves this value, and waits until it is saved: a page that is left or loaded anew breaks that off. */
    async saving(value: string, act: () => Promise<unknown>) {
      const saved = page.waitForResponse((answer) => {
        const request = answer.request();
        return request.method() === 'POST' && answer.ok() && (request.postData() ?? '').includes(value);
      });
      await act();
      await saved;
    },
    /** From the button to the connector's page, everything going well. */
    async enableConnector(choice: EnableChoice, upn: string) {
      await fillDialog(choice);
      const popUp = await continueToSignIn();
      await popUp.pick(upn);
      await acceptIfAsked(popUp, page);
      await expect(details()).toBeVisible({ timeout: 30_000 });
    },
    acceptIfAsked: (popUp: ReturnType<typeof loginPages>) => acceptIfAsked(popUp, page),
    popUpOf: async (click: () => Promise<void>) => {
      const opened = page.waitForEvent('popup');
      await click();
      return loginPages(await opened);
    },
  };
}

/** Consent is asked for once; after that the account is enough. */
async function acceptIfAsked(popUp: ReturnType<typeof loginPages>, page: Page): Promise<void> {
  const accept = popUp.page.getByRole('button', { name: 'Accept' });
  const closed = popUp.page.waitForEvent('close').then(() => false);
  const asked = accept.waitFor().then(
    () => true,
    () => false,
  );
  if (await Promise.race([asked, closed])) await accept.click();
  await expect(page).not.toHaveURL(/sign-in/);
}

export type SiemPage = ReturnType<typeof siemPage>;
