/** Where Entra sends the browser back to, at every portal of this product. */
const CALLBACK = '/consent/callback';

/**
 * Another portal whose address is registered on an application, as every portal registers its own.
 *
 * @param registered redirect URIs of the application
 * @param ours of this portal
 * @returns its host; null where this portal's own address is registered too, or no portal's
 */
export function otherPortalOf(registered: readonly string[], ours: readonly string[]): string | null {
  if (registered.some((address) => ours.includes(address))) return null;
  const urls = registered.flatMap((address) => (URL.canParse(address) ? [new URL(address)] : []));
  return urls.find(({ pathname }) => pathname.endsWith(CALLBACK))?.host ?? null;
}
