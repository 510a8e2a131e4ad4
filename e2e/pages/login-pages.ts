import { expect, type Page } from '@playwright/test';

/** Entra's own pages, in a tab or in a pop-up. */
export function loginPages(page: Page) {
  const account = (upn: string) => page.getByRole('button', { name: upn });
  return {
    page,
    account,
    async pick(upn: string) {
      await expect(account(upn), `at ${page.url()}`).toBeVisible({ timeout: 30_000 });
      await account(upn).click();
    },
    /** Types an account that the list does not have. */
    async pickAnother(upn: string) {
      await page.getByRole('textbox').fill(upn);
      await page.getByRole('button', { name: 'Next' }).click();
    },
    accept: () => page.getByRole('button', { name: 'Accept' }).click(),
    /** Accepts, but keeps the browser from following Entra back: the address it was sent to. */
    async acceptAndCatch(): Promise<string> {
      let address = '';
      await page.route('**', async (route) => {
        if (route.request().method() !== 'POST') return route.fallback();
        let answer = await route.fetch({ maxRedirects: 0 });
        let next = new URL(answer.headers().location ?? '', answer.url());
        while (next.pathname !== '/consent/callback') {
          answer = await page.request.get(next.href, { maxRedirects: 0 });
          next = new URL(answer.headers().location ?? '', next);
        }
        address = next.href;
        return route.fulfill({ status: 204 });
      });
      await page.getByRole('button', { name: 'Accept' }).click();
      await expect.poll(() => address).not.toBe('');
      return address;
    },
    cancel: () => page.getByRole('button', { name: 'Cancel' }).click(),
    permissions: () => page.getByRole('heading', { name: 'Permissions requested' }),
    needApproval: () => page.getByRole('heading', { name: 'Need admin approval' }),
    returnWithoutConsent: () => page.getByText('Return to the application without granting consent').click(),
  };
}

export type LoginPages = ReturnType<typeof loginPages>;
