import 'server-only';
import { tokenIssuerHost } from '@/lib/entra/token-issuer';
import { environment, environmentCloud, isDevelopment } from '@/lib/env';

type Header = readonly [name: string, value: string];

/** What every answer carries, whoever gives it. */
export function securityHeaders(path: string, nonce: string): readonly Header[] {
  return [
    ['content-security-policy', contentSecurityPolicy(nonce)],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['cross-origin-resource-policy', 'same-origin'],
    ...strictTransport(),
    // The pop-up's own pages must reach the channel that the waiting page listens on, in every browser.
    ...(path.startsWith('/consent/') ? [] : [['cross-origin-opener-policy', 'same-origin'] as const]),
  ];
}

function strictTransport(): readonly Header[] {
  const { PORTAL_URL, HSTS_SUBDOMAINS } = environment();
  if (!PORTAL_URL.startsWith('https://')) return [];
  return [['strict-transport-security', `max-age=31536000${HSTS_SUBDOMAINS === 'on' ? '; includeSubDomains' : ''}`]];
}

/** @see https://nextjs.org/docs/app/guides/content-security-policy */
export function contentSecurityPolicy(nonce: string): string {
  const development = isDevelopment();
  const { authorityHost } = environmentCloud();
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${development ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    // The dialog library sets the scroll lock as an attribute.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    // Discovery may send the sign-in to the name that tokens bear.
    `form-action 'self' ${[...new Set([authorityHost, tokenIssuerHost(authorityHost)])].join(' ')}`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
