import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { BrowserSession } from '../context/browser-session';
import type { Tenant } from '../context/tenant-context';
import { findById } from '../scenarios/directory-view';
import type { Person } from '../store/tenant-state';
import type { Authentication } from '../tokens/token-claims';

const cookieName = 'ESTSAUTH';

/** Sessions that began with the request at hand, which does not carry their cookie yet. */
const begunHere = new WeakMap<Context, string>();

function cookieOf(context: Context): string | undefined {
  return begunHere.get(context) ?? getCookie(context, cookieName);
}

export function signedInPerson(tenant: Tenant, context: Context): Person | undefined {
  const session = tenant.sessions.find(cookieOf(context));
  return session === undefined ? undefined : findById(tenant.view().people, session.personId);
}

/** When the person who is signed in last stood before a page; now, when this is the request that signs them in. */
export function signedInAt(tenant: Tenant, context: Context): number {
  return tenant.sessions.find(cookieOf(context))?.signedInAt ?? tenant.clock.now();
}

/** What id tokens say of this browser's sign-in. */
export function authenticationOf(tenant: Tenant, context: Context): Authentication {
  const session = tenant.sessions.find(cookieOf(context));
  return session?.authentication ?? { sid: randomUUID(), at: tenant.clock.now() };
}

/** Whether the person gave their credentials no longer ago than `maxAge`, in seconds. */
export function isRecentSignIn(tenant: Tenant, context: Context, maxAge: number | undefined): boolean {
  return maxAge === undefined || tenant.clock.now() - authenticationOf(tenant, context).at <= maxAge * 1_000;
}

/** The person is signed in to this application now, and is signed out of it with Entra ID. */
export function enterApplication(tenant: Tenant, context: Context, appId: string): void {
  tenant.sessions.enter(cookieOf(context), appId);
}

/** An interactive visit: whatever a policy asks of the person is done with it. */
export function renewSession(tenant: Tenant, context: Context): void {
  tenant.sessions.renew(cookieOf(context), tenant.clock.now());
}

/** The origin has no TLS, so the cookie cannot be Secure; Lax keeps other sites from acting with it. */
export function signIn(tenant: Tenant, context: Context, person: Person): void {
  const current = tenant.sessions.find(cookieOf(context));
  tenant.sessions.close(cookieOf(context));
  const now = tenant.clock.now();
  // Credentials given once more do not begin another session.
  const isSame = current?.personId === person.id;
  const session = {
    ...{ personId: person.id, signedInAt: now, appIds: isSame ? current.appIds : [] },
    authentication: { sid: isSame ? current.authentication.sid : randomUUID(), at: now },
  };
  const cookie = tenant.sessions.open(session);
  begunHere.set(context, cookie);
  setCookie(context, cookieName, cookie, { httpOnly: true, sameSite: 'Lax', path: '/' });
}

/** @returns the session that ended, if there was one */
export function signOut(tenant: Tenant, context: Context): BrowserSession | undefined {
  const session = tenant.sessions.find(cookieOf(context));
  tenant.sessions.close(cookieOf(context));
  deleteCookie(context, cookieName, { path: '/' });
  return session;
}
