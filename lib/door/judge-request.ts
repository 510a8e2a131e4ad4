import 'server-only';
import type { IncomingMessage } from 'node:http';
import { fail, type Result, succeed } from '@/lib/result';
import { isInner } from './inner-request';
import { findListed, isPlainPath, type Listed, type ListedPaths } from './listed-paths';
import { mayReadMetrics } from './metrics-caller';
import { isRouterState } from './router-state';

/** Why a request ends at the door. */
export type Refusal = {
  readonly status: 400 | 403 | 404 | 405 | 413 | 414 | 417 | 421 | 429;
  readonly reason:
    'address' | 'host' | 'notFound' | 'method' | 'origin' | 'headers' | 'tooLarge' | 'action' | 'malformed' | 'busy';
  /** The methods that the path has. */
  readonly allow?: readonly string[];
};

export type Admitted = { readonly listed: Listed; readonly path: string };

/** Longer addresses are nobody's; characters. An answer may repeat one, encoded, and proxies limit its headers. */
const LONGEST_ADDRESS = 4_096;

const METRICS = '/metrics';

/** These answer whoever looks after the portal, by whatever name they reach its machine. */
const ANY_HOST = ['/api/health', '/api/live', METRICS];

const harmless = ['GET', 'HEAD'];

/**
 * Judges a request by what stands before its body.
 *
 * @param portal the portal's own origin, PORTAL_URL
 */
export function judgeRequest(
  request: IncomingMessage,
  { paths, portal }: { readonly paths: ListedPaths; readonly portal: URL },
): Result<Admitted, Refusal> {
  const { url = '', method = '' } = request;
  if (url.length > LONGEST_ADDRESS) return fail({ status: 414, reason: 'address' });
  const [path = '', query = ''] = url.split('?', 2);
  if (!['1.0', '1.1'].includes(request.httpVersion)) return fail({ status: 400, reason: 'malformed' });
  if (!isPlainPath(path) || /%00/.test(query) || url.includes('#')) return fail({ status: 400, reason: 'address' });
  if (!ANY_HOST.includes(path) && !isInner(request.headers) && !isForPortal(request, portal))
    return fail({ status: 421, reason: 'host' });
  const listed = findListed(paths, path);
  const isHidden = listed?.kind === 'handler' && listed.path === METRICS && !mayReadMetrics(request);
  if (!listed || isHidden) return fail({ status: 404, reason: 'notFound' });
  if (listed.methods && !listed.methods.includes(method)) {
    return fail({ status: 405, reason: 'method', allow: listed.methods });
  }
  // Browsers send Origin with every request that may change something; one without it is not from a page.
  if (!harmless.includes(method) && request.headers.origin !== portal.origin) {
    return fail({ status: 403, reason: 'origin' });
  }
  return hasPlainHeaders(request) ? succeed({ listed, path }) : fail({ status: 400, reason: 'headers' });
}

/** Exactly one Host, which names the portal; its scheme's port may stand there or not. */
export function isForPortal({ rawHeaders }: IncomingMessage, portal: URL): boolean {
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
  const [host = ''] = hosts;
  if (hosts.length !== 1 || !/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return false;
  const address = `${portal.protocol}//${host}`;
  return URL.canParse(address) && new URL(address).host === portal.host;
}

/** Of those headers that Next parses, and answers 500 for when it cannot. */
function hasPlainHeaders({ headers }: IncomingMessage): boolean {
  const { 'next-router-state-tree': state, 'next-url': address } = headers;
  const isState = state === undefined || (typeof state === 'string' && isRouterState(state));
  return isState && (address === undefined || (typeof address === 'string' && isPlainPath(address)));
}
