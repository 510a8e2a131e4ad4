'use server';

import { cookies } from 'next/headers';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { definePublicAction } from '@/lib/session/define-action';
import { isHttps } from '@/lib/session/session-cookie';
import { localeCookieName } from './locale-cookie';
import { isLocale } from './locale';

const YEAR_SECONDS = 31_536_000;

/** Remembers the language of this browser, whoever sits before it. */
export const chooseLocale = definePublicAction({ input: z.tuple([z.string()]) }, async (locale) => {
  if (!isLocale(locale)) return;
  (await cookies()).set(localeCookieName(), locale, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: YEAR_SECONDS,
  });
  refresh();
});
