import { randomBytes, randomUUID } from 'node:crypto';
import type { Group } from '../support/world';

const elsewhere = ['evil.example', 'evil.example:80', '127.0.0.1', 'localhost.evil.example', '[::1]'].flatMap(
  (host) => [
    ...[`https://${host}`, `http://${host}/`, `//${host}`, `///${host}`, `/\\${host}`, `\\\\${host}`, `/.//${host}`],
    ...[
      `/%09/${host}`,
      `/\t/${host}`,
      `https:${host}`,
      `https:/${host}`,
      `/..//${host}`,
      `//${host}/%2f..`,
      `/;//${host}`,
    ],
    ...[`javascript:alert(1)//${host}`, `data:text/html,${host}`, `/settings/siem@${host}`, `http:\\\\${host}`],
  ],
);

/** Where a stranger would like a browser to be sent, and callbacks that nobody began. */
export const redirectsAndCallbacks: Group = {
  id: 'C',
  title: 'Redirects and callbacks',
  async run({ send, cookie, servers, some, tenantState }, count) {
    const before = await tenantState();
    const { portalUrl } = servers;
    const staysHere = (location: string | undefined) =>
      location === undefined || new URL(location, portalUrl).origin === portalUrl;
    for (const target of some(elsewhere, 24)) {
      for (const [path, name] of [
        ['/sign-in', 'from'],
        ['/sign-in', 'callbackUrl'],
        ['/consent/callback', 'state'],
        ['/api/auth/callback/entra', 'error'],
      ] as const) {
        const headers = { cookie: cookie('operator') };
        const { status, headers: answered } = await send(`${path}?${name}=${encodeURIComponent(target)}`, { headers });
        const isFine = status < 500 && staysHere(answered.location);
        count(`${path}?${name}=${target}`, isFine, `${status} ${answered.location ?? ''}`);
      }
    }
    const forged = ['', 'x', randomBytes(32).toString('base64url'), randomUUID(), 'e30.e30.e30'];
    for (const kind of ['nobody', 'operator'] as const) {
      for (const state of forged) {
        for (const rest of ['code=x', 'error=access_denied', 'admin_consent=True&tenant=x', 'code=x&error=x', '']) {
          const { status } = await send(`/consent/callback?state=${state}&${rest}`, {
            headers: { cookie: cookie(kind) },
          });
          count(`${kind}: callback with state ${state} and ${rest}`, status === 400, status);
        }
      }
    }
    count('the tenant is as it was', (await tenantState()) === before);
  },
};
