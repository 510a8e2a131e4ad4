import 'server-only';
import { cookies } from 'next/headers';
import { isHttps } from '@/lib/session/session-cookie';
import { SIGN_IN_MINUTES } from './operation';

/** One cookie for each operation, so that two tabs do not disturb each other. */
function cookieName(operationId: string): string {
  return `${isHttps() ? '__Host-' : ''}siem-connect.consent.${operationId}`;
}

/** Binds a transaction through Entra to the browser that began it. */
export async function setAuthorizationCookie(operationId: string, value: string): Promise<void> {
  (await cookies()).set(cookieName(operationId), value, {
    httpOnly: true,
    // Entra's redirect is a navigation from another site: strict would leave the cookie out.
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: SIGN_IN_MINUTES * 60,
  });
}

/** Reads the cookie and clears it, whatever comes of it. */
export async function takeAuthorizationCookie(operationId: string): Promise<string | null> {
  const jar = await cookies();
  const value = jar.get(cookieName(operationId))?.value ?? null;
  jar.delete({ name: cookieName(operationId), path: '/', secure: isHttps() });
  return value;
}
