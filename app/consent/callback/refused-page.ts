import { getLocale, getTranslations } from 'next-intl/server';

/** For a callback that this portal did not send for: the same words whatever was wrong, and status 400. */
export async function refusedPage(): Promise<Response> {
  const t = await getTranslations('consent.refused');
  const html = `<!doctype html><html lang="${await getLocale()}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/message.css"><title>${t('title')}</title>
<body><main><h1>${t('title')}</h1><p>${t('lede')}</p><p><a href="/settings/siem">${t('link')}</a></p></main></body></html>`;
  return new Response(html, { status: 400, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
