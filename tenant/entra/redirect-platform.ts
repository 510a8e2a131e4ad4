import type { Application } from '../store/application';

/** What kind of program an address is registered for; `public` is one that is installed. */
export type Platform = 'web' | 'spa' | 'public';

/** What the address is registered for; `undefined` when it is not registered. */
export function platformOf({ web, spa, publicClient }: Application, address: string): Platform | undefined {
  if (web.redirectUris.includes(address)) return 'web';
  if (spa.redirectUris.includes(address)) return 'spa';
  return isAmong(publicClient.redirectUris, address) ? 'public' : undefined;
}

/**
 * On localhost any port is as good as another: a program there takes the one that is free.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions
 */
function isAmong(registered: readonly string[], address: string): boolean {
  return registered.some((known) => known === address || withoutLocalPort(known) === withoutLocalPort(address));
}

function withoutLocalPort(address: string): string {
  return address.replace(/^(http:\/\/localhost)(?::\d+)?(?=\/|$)/, '$1').replace(/^(http:\/\/localhost)$/, '$1/');
}
