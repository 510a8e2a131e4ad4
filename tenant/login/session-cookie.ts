import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { findById } from '../scenarios/directory-view';
import type { Person } from '../store/tenant-state';
import type { Tenant } from '../tenant-context';

const cookieName = 'ESTSAUTH';

export function signedInPerson(tenant: Tenant, context: Context): Person | undefined {
  const personId = tenant.sessions.find(getCookie(context, cookieName));
  return personId === undefined ? undefined : findById(tenant.view().people, personId);
}

/** The origin has no TLS, so the cookie cannot be Secure; Lax keeps other sites from acting with it. */
export function signIn(tenant: Tenant, context: Context, person: Person): void {
  tenant.sessions.close(getCookie(context, cookieName));
  setCookie(context, cookieName, tenant.sessions.open(person.id), { httpOnly: true, sameSite: 'Lax', path: '/' });
}

export function signOut(tenant: Tenant, context: Context): void {
  tenant.sessions.close(getCookie(context, cookieName));
  deleteCookie(context, cookieName, { path: '/' });
}
