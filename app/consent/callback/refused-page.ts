import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { plainPage } from '@/lib/door/plain-page';

/** For a callback that this portal did not send for: the same words whatever was wrong, and status 400. */
export async function refusedPage(): Promise<Response> {
  const t = await getTranslations('consent.refused');
  const html = plainPage({
    language: await getLocale(),
    title: t('title'),
    parts: [t('lede')],
    link: { text: t('link'), address: '/settings/siem' },
    nonce: (await headers()).get('x-nonce') ?? '',
  });
  return new Response(html, { status: 400, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
