import type { IncomingHttpHeaders } from 'node:http';
import { CLIENT_ADDRESS_HEADER } from '@/lib/request/client-address';
import { innerMark } from './inner-request';

/** What a request may tell the framework and the product. Everything else stays outside, whatever it would mean there. */
const known = [
  ...['accept', 'accept-encoding', 'accept-language', 'authorization', 'cache-control', 'cookie', 'last-event-id'],
  ...['content-length', 'content-type', 'if-modified-since', 'if-none-match', 'user-agent'],
  // Next sends a page's script elsewhere when one of these is not what the script made its address with.
  ...[
    'next-action',
    'next-router-prefetch',
    'next-router-segment-prefetch',
    'next-router-state-tree',
    'next-url',
    'rsc',
  ],
  ...['origin', 'sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site'],
];

/** What Next's own tools for developers ask with. */
const knownWhileDeveloping = ['next-hmr-refresh', 'x-nextjs-request-id', 'x-nextjs-html-request-id'];

export type Told = {
  readonly requestId: string;
  /** Path and query. */
  readonly address: string;
  readonly nonce: string;
  /** Next takes the nonce for its own scripts from here. */
  readonly policy: string;
  readonly portal: URL;
  /** Who asks, by address. */
  readonly client: string;
  readonly development: boolean;
};

/** The page's address as a person sees it: the router adds to it what keeps caches apart. */
function withoutRouterMark(address: string): string {
  const [path = '', query = ''] = address.split('?', 2);
  const kept = query.split('&').filter((part) => part !== '' && !part.startsWith('_rsc='));
  return kept.length > 0 ? `${path}?${kept.join('&')}` : path;
}

/** The headers that a request goes on with: those that are known, and what the door itself has to tell. */
export function nextHeaders(sent: IncomingHttpHeaders, told: Told): IncomingHttpHeaders {
  const names = told.development ? [...known, ...knownWhileDeveloping] : known;
  const kept = names.flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name]] as const]));
  const { portal } = told;
  return {
    ...Object.fromEntries(kept),
    host: portal.host,
    'x-forwarded-host': portal.host,
    'x-forwarded-proto': portal.protocol.slice(0, -1),
    'x-forwarded-port': portal.port || (portal.protocol === 'https:' ? '443' : '80'),
    'x-request-id': told.requestId,
    [CLIENT_ADDRESS_HEADER]: told.client,
    'x-request-path': withoutRouterMark(told.address),
    ...innerMark,
    'x-nonce': told.nonce,
    'content-security-policy': told.policy,
  };
}
