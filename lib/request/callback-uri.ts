import { environment } from '@/lib/env';

const CALLBACK_PATH = '/consent/callback';

/** This portal's address for Entra to send the browser back to; registered on the portal and on every connector. */
export function callbackUri(): string {
  return environment().PORTAL_URL + CALLBACK_PATH;
}
