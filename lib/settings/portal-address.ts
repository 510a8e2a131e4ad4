import { isLocalHost } from './local-host';

/** What is wrong with PORTAL_URL, an origin; null when nothing is. */
export function portalAddressProblem(origin: string): string | null {
  if (!URL.canParse(origin)) return null;
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'https:' || isLocalHost(hostname)) return null;
  return 'begins with http:// and is not localhost: sessions would cross the network in clear text, and Entra ID takes no such redirect address. Put a reverse proxy that speaks TLS in front, and use its https:// address';
}
