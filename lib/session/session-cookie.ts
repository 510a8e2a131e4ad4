import 'server-only';
import { LRUCache } from 'lru-cache';
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

const claimsSchema = sessionTokenSchema.extend({ exp: z.number() });

/** Browsers at once; the one that was here the longest ago goes first. */
const MOST_COOKIES = 1_000;

/** Deriving the key and decrypting take as long as a query, and every page of a browser brings the same cookie. */
const opened = new LRUCache<string, z.infer<typeof claimsSchema>>({ max: MOST_COOKIES });

/** The session id that the browser holds, encrypted, in its cookie; null when there is none or it is not ours. */
export async function readSessionCookie(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  const claims = opened.get(token) ?? (await openToken(token));
  if (!claims || claims.exp * 1_000 <= Date.now()) return null;
  opened.set(token, claims);
  return claims.sid;
}

async function openToken(token: string): Promise<z.infer<typeof claimsSchema> | null> {
  try {
    const payload: unknown = await decode({ token, secret: environment().SESSION_SECRET });
    return claimsSchema.safeParse(payload).data ?? null;
  } catch {
    return null;
  }
}
