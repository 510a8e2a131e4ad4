import 'server-only';
import { cookies } from 'next/headers';
import { hostCookieName, isHttps } from './session-cookie';

/** One cookie for each transaction, so that two tabs do not disturb each other. */
function cookieName(transaction: string): string {
  return hostCookieName(`siem-connect.consent.${transaction}`);
}

/**
 * Binds a transaction through Entra to the browser that began it.
 *
 * @param transaction names it; no secret
 * @param minutes how long Entra's pages may take
 */
export async function setTransactionCookie(transaction: string, value: string, minutes: number): Promise<void> {
  (await cookies()).set(cookieName(transaction), value, {
    httpOnly: true,
    // Entra's redirect is a navigation from another site: strict would leave the cookie out.
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: minutes * 60,
  });
}

/** Reads the cookie and clears it, whatever comes of it. */
export async function takeTransactionCookie(transaction: string): Promise<string | null> {
  const jar = await cookies();
  const value = jar.get(cookieName(transaction))?.value ?? null;
  jar.delete({ name: cookieName(transaction), path: '/', secure: isHttps() });
  return value;
}
