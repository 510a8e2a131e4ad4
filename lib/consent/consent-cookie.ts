import 'server-only';
import { cookies } from 'next/headers';
import { isHttps } from '@/lib/session/session-cookie';
import { FLOW_MINUTES } from './consent';

/** One cookie for each flow, so that two tabs do not disturb each other. */
function cookieName(flowId: string): string {
  return `${isHttps() ? '__Host-' : ''}siem-connect.consent.${flowId}`;
}

/** Binds a passage through Entra to the browser that began it. */
export async function setConsentCookie(flowId: string, value: string): Promise<void> {
  (await cookies()).set(cookieName(flowId), value, {
    httpOnly: true,
    // Entra's redirect is a navigation from another site: strict would leave the cookie out.
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: FLOW_MINUTES * 60,
  });
}

/** Reads the cookie and clears it, whatever comes of it. */
export async function takeConsentCookie(flowId: string): Promise<string | null> {
  const jar = await cookies();
  const value = jar.get(cookieName(flowId))?.value ?? null;
  jar.delete({ name: cookieName(flowId), path: '/', secure: isHttps() });
  return value;
}
