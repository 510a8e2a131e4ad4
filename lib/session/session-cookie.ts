import 'server-only';
import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { environment } from '@/lib/env';

/** `__Host-` binds the cookie to this host and to https; plain http, for trying out, cannot have it. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-siem-connect.session' : 'siem-connect.session';
}

/** Where next-auth keeps the page to return to after sign-in. */
export function callbackUrlCookieName(): string {
  return `${isHttps() ? '__Secure-' : ''}next-auth.callback-url`;
}

export function isHttps(): boolean {
  return environment().PORTAL_URL.startsWith('https://');
}

export const sessionTokenSchema = z.object({ sid: z.string() });

/** The session id that the browser holds, encrypted, in its cookie; null when there is none or it is not ours. */
export async function readSessionCookie(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  try {
    const payload: unknown = await decode({ token, secret: environment().SESSION_SECRET });
    return sessionTokenSchema.safeParse(payload).data?.sid ?? null;
  } catch {
    return null;
  }
}
