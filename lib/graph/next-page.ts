import 'server-only';
import type { GraphContext } from './graph-context';

/**
 * The path of Graph's own link to the next page: never with the token to another host.
 *
 * @returns null when this page is the last
 */
export function nextPath({ graphUrl }: GraphContext, link: string | undefined): string | null {
  const url = link ? new URL(link) : null;
  return url?.origin === graphUrl ? url.pathname.replace(/^\/v1\.0/, '') + url.search : null;
}
