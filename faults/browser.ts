import { addressOf, pageOf } from '@siem-connect/testing/http-browser';
import { browserFor } from '@/tenant/testing/test-clients';
import { testOrigins } from '@/tenant/testing/test-tenant';
import type { FaultContext } from './fault-context';

const MOST_PAGES = 4;

/** Goes through Entra's pages as the person would, accepts what is asked, and gives what comes back to the portal. */
export async function passEntra({ tenant }: FaultContext, url: string, account: string): Promise<URLSearchParams> {
  const browser = browserFor(tenant);
  const { pathname, search } = new URL(url);
  let landing = await browser.get(`${testOrigins.browser}${pathname}${search}`);
  for (let page = 0; landing.leftFor === null && page < MOST_PAGES; page += 1) {
    const asked = pageOf(landing).text.includes('value="accept"');
    landing = await browser.press(pageOf(landing), asked ? { decision: 'accept' } : { account });
  }
  return addressOf(landing).searchParams;
}
