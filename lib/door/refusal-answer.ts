import type { IncomingHttpHeaders } from 'node:http';
import { localeCookieName } from '@/lib/locale/locale-cookie';
import { isLocale, type Locale, preferredLocale } from '@/lib/locale/locale';
import english from '@/messages/en/door.json';
import swedish from '@/messages/sv/door.json';
import type { Refusal } from './judge-request';
import { plainPage } from './plain-page';

type Reason = Refusal['reason'] | 'failed';

/** The request that is refused, as far as its answer depends on it. */
export type Refused = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  readonly nonce: string;
  readonly portal: URL;
};

/** What nginx needs, where the portal is behind it. @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header */
const NGINX_LINE = 'proxy_set_header Host $http_host;';

const catalogues = { en: english, sv: swedish } as const;

/** What somebody reads whose request ended at the door: a program JSON, everybody else a page in their language. */
export function refusalAnswer(
  reason: Reason,
  refused: Refused,
): { readonly contentType: string; readonly body: string } {
  const locale = localeOf(refused.headers);
  const texts = catalogues[locale];
  const { title, text } = texts[textOf(reason)];
  const { path, requestId, nonce, portal } = refused;
  const { setting, open, proxy, change } = texts.host;
  const about = [`${setting} ${portal.origin}. ${open}`, proxy, { code: NGINX_LINE }, change];
  if (path.startsWith('/api/')) {
    const message = reason === 'host' ? `${text} ${setting} ${portal.origin}. ${proxy} ${NGINX_LINE}` : text;
    return { contentType: 'application/json', body: JSON.stringify({ error: { code: reason, message, requestId } }) };
  }
  const parts = [text, ...(reason === 'host' ? about : []), `${texts.requestId}: ${requestId}`];
  const link = { text: texts.home, address: portal.origin };
  return { contentType: 'text/html; charset=utf-8', body: plainPage({ language: locale, title, parts, link, nonce }) };
}

function textOf(
  reason: Reason,
): 'host' | 'notFound' | 'method' | 'origin' | 'tooLarge' | 'action' | 'malformed' | 'busy' | 'failed' {
  switch (reason) {
    case 'address':
    case 'headers':
    case 'malformed':
      return 'malformed';
    case 'host':
    case 'notFound':
    case 'method':
    case 'origin':
    case 'tooLarge':
    case 'action':
    case 'busy':
    case 'failed':
      return reason;
  }
}

/** The switch's choice, else the browser's language. */
function localeOf({ cookie = '', 'accept-language': languages = '' }: IncomingHttpHeaders): Locale {
  const chosen = new RegExp(`(?:^|; ?)${localeCookieName()}=(\\w+)`).exec(cookie)?.[1];
  return isLocale(chosen) ? chosen : preferredLocale(languages);
}
