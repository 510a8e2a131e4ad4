const ORIGIN = 'http://portal.invalid';
export const HOME_PATH = '/settings/siem';

/**
 * A path of this portal to return to after sign-in. Anything that a browser would resolve to another origin becomes
 * the home page.
 */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (!wanted) return HOME_PATH;
  try {
    const url = new URL(wanted, ORIGIN);
    const inside = url.origin === ORIGIN && !url.pathname.startsWith('//');
    return inside && url.pathname !== '/' ? url.pathname + url.search : HOME_PATH;
  } catch {
    return HOME_PATH;
  }
}
