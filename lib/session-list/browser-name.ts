import Bowser from 'bowser';

/** What a browser says that it is, which it may say as it likes; null where it says nothing that is known. */
export type BrowserName = { readonly browser: string | null; readonly system: string | null };

/** @param userAgent header of the request that signed in */
export function nameBrowser(userAgent: string | null): BrowserName {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name || null, system: os.name || null };
}
