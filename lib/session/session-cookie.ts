import 'server-only';
import { LRUCache } from 'lru-cache';
import { cookies } from 'next/headers';
import { decode, type JWT } from 'next-auth/jwt';
import { z } from 'zod';
import { environment } from '@/lib/env';
import { portalKeys, portalSecrets } from '@/lib/seal/portal-keys';

/** `__Host-` binds a cookie to this host and to https; plain http, for trying out, cannot have it. */
export function hostCookieName(name: string): string {
  return isHttps() ? `__Host-${name}` : name;
}

export function sessionCookieName(): string {
  return hostCookieName('siem-connect.session');
}

/** Where next-auth keeps the page to return to after sign-in. */
export function callbackUrlCookieName(): string {
  return hostCookieName('next-auth.callback-url');
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
/** Browsers keep no longer one; characters. */
const LONGEST_COOKIE = 4_096;
/** Not ours, which it takes longest to find out. */
const foreign = new LRUCache<string, true>({ max: MOST_COOKIES });

/** The session id that the browser holds, encrypted, in its cookie; null when there is none or it is not ours. */
export async function readSessionCookie(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token ? openSessionCookie(token) : null;
}

/** The same of a cookie's value. */
export async function openSessionCookie(token: string): Promise<string | null> {
  if (token.length > LONGEST_COOKIE || foreign.has(token)) return null;
  const claims = opened.get(token) ?? (await openToken(token));
  if (!claims) foreign.set(token, true);
  if (!claims || claims.exp * 1_000 <= Date.now()) return null;
  opened.set(token, claims);
  return claims.sid;
}

async function openToken(token: string): Promise<z.infer<typeof claimsSchema> | null> {
  return claimsSchema.safeParse(await decodeCookie(token)).data ?? null;
}

/** What new cookies are encrypted with. */
export function cookieSecret(): string {
  return portalKeys('session').current.bytes.toString('base64url');
}

/** The content of a cookie that this portal encrypted, with the secret in use or the one before it; else null. */
export async function decodeCookie(token: string): Promise<JWT | null> {
  const keys = portalKeys('session').all.map(({ bytes }) => bytes.toString('base64url'));
  // The release before encrypted with the secret itself; those cookies live for eight hours.
  for (const secret of [...keys, ...portalSecrets()]) {
    try {
      return await decode({ token, secret });
    } catch {
      // Encrypted with another, or by somebody else.
    }
  }
  return null;
}
