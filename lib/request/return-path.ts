const ORIGIN = 'http://portal.invalid';
export const HOME_PATH = '/settings/siem';

/** Where a longer path is repeated, encoded, in an answer's Location, proxies refuse the answer; characters. */
const LONGEST_PATH = 2_000;

/**
 * A path of this portal to return to after sign-in. Anything that a browser would resolve to another origin becomes
 * the home page.
 */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > LONGEST_PATH) return HOME_PATH;
  try {
    const url = new URL(wanted, ORIGIN);
    const inside = url.origin === ORIGIN && !url.pathname.startsWith('//');
    return inside && url.pathname !== '/' ? url.pathname + url.search : HOME_PATH;
  } catch {
    return HOME_PATH;
  }
}
