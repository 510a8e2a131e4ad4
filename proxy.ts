import { randomBytes, randomUUID } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { tokenIssuerHost } from '@/lib/entra/token-issuer';
import { environment, environmentCloud, isDevelopment } from '@/lib/env';
import { log } from '@/lib/log';

/** Everything but files that are the same for everybody. */
export const config = { matcher: ['/((?!_next/static|_next/image|favicon.svg|icons.svg).*)'] };

/**
 * What every answer carries, and the first judgement of what changes things: an action, also of a form without script,
 * must come from a page of this portal. Who may do what is decided further in, by each action itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const portal = environment().PORTAL_URL;
  const requestId = randomUUID();
  if (changesSomething(request) && !isForPrograms(request) && !isFromPortal(request, portal)) {
    // By path alone: who it is has not been judged yet, and the origin is the sender's to choose.
    log().warn({ requestId, path: request.nextUrl.pathname }, 'refused a post from another origin');
    return new NextResponse(null, { status: 403, headers: { 'x-request-id': requestId } });
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-request-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('x-nonce', nonce);
  // Next takes the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of securityHeaders(request.nextUrl.pathname, portal)) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-request-id', requestId);
  return response;
}

const harmless = ['GET', 'HEAD', 'OPTIONS'];

function changesSomething({ method }: NextRequest): boolean {
  return !harmless.includes(method);
}

/** These judge for themselves: next-auth by its own token against forgery, the detections API by the caller's token. */
function isForPrograms({ nextUrl }: NextRequest): boolean {
  return nextUrl.pathname.startsWith('/api/auth/') || nextUrl.pathname.startsWith('/api/alerts');
}

/** Browsers send Origin with every POST; one without it is not from a page. */
function isFromPortal(request: NextRequest, portal: string): boolean {
  return request.headers.get('origin') === portal;
}

/** @see https://nextjs.org/docs/app/guides/content-security-policy */
function contentSecurityPolicy(nonce: string): string {
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

function securityHeaders(path: string, portal: string): readonly (readonly [string, string])[] {
  const headers = [
    ['cache-control', 'no-store'],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['cross-origin-resource-policy', 'same-origin'],
  ] as const;
  const secure = portal.startsWith('https://')
    ? ([['strict-transport-security', 'max-age=31536000; includeSubDomains']] as const)
    : [];
  // The pop-up's own pages must reach the channel that the waiting page listens on, in every browser.
  const opener = path.startsWith('/consent/') ? [] : ([['cross-origin-opener-policy', 'same-origin']] as const);
  return [...headers, ...secure, ...opener];
}
