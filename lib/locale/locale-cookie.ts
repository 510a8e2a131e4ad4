import 'server-only';
import { hostCookieName } from '@/lib/session/session-cookie';

/** Where the browser keeps the language that somebody chose in it. */
export function localeCookieName(): string {
  return hostCookieName('siem-connect.locale');
}
