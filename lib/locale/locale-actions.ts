'use server';

import { cookies } from 'next/headers';
import { refresh } from 'next/cache';
import { isHttps } from '@/lib/session/session-cookie';
import { isLocale, LOCALE_COOKIE } from './locale';

const YEAR_SECONDS = 31_536_000;

/** Remembers the language of this browser. The only action that needs nobody signed in: it changes a preference. */
export async function chooseLocale(locale: string): Promise<void> {
  if (!isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: YEAR_SECONDS,
  });
  refresh();
}
