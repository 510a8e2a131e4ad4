import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Tenant } from '../context/tenant-context';
import { findById } from '../scenarios/directory-view';
import type { Person } from '../store/tenant-state';

const cookieName = 'ESTSAUTH';

export function signedInPerson(tenant: Tenant, context: Context): Person | undefined {
  const session = tenant.sessions.find(getCookie(context, cookieName));
  return session === undefined ? undefined : findById(tenant.view().people, session.personId);
}

/** When the person who is signed in last stood before a page; now, when this is the request that signs them in. */
export function signedInAt(tenant: Tenant, context: Context): number {
  return tenant.sessions.find(getCookie(context, cookieName))?.signedInAt ?? tenant.clock.now();
}

/** An interactive visit: whatever a policy asks of the person is done with it. */
export function renewSession(tenant: Tenant, context: Context): void {
  tenant.sessions.renew(getCookie(context, cookieName), tenant.clock.now());
}

/** The origin has no TLS, so the cookie cannot be Secure; Lax keeps other sites from acting with it. */
export function signIn(tenant: Tenant, context: Context, person: Person): void {
  tenant.sessions.close(getCookie(context, cookieName));
  const session = { personId: person.id, signedInAt: tenant.clock.now() };
  setCookie(context, cookieName, tenant.sessions.open(session), { httpOnly: true, sameSite: 'Lax', path: '/' });
}

export function signOut(tenant: Tenant, context: Context): void {
  tenant.sessions.close(getCookie(context, cookieName));
  deleteCookie(context, cookieName, { path: '/' });
}
