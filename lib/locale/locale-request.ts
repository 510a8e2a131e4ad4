import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { localeCookieName } from './locale-cookie';
import { isLocale, type Locale, preferredLocale } from './locale';
import { loadMessages } from './messages';

/** The switch's choice, else the browser's language. */
export async function currentLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookieName())?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language') ?? '');
}

export default getRequestConfig(async () => {
  const locale = await currentLocale();
  // Times are shown in UTC; local time is a hover away.
  return { locale, timeZone: 'UTC', messages: await loadMessages(locale) };
});
