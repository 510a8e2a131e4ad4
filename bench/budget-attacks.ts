import { randomUUID } from 'node:crypto';
import { httpBrowser } from '@siem-connect/testing/http-browser';
import { UnsecuredJWT } from 'jose';
import { operator } from '../e2e/chaos/operator';

/** One kind of attacker. */
export type Attack = {
  readonly name: string;
  /** @returns the status that came back */
  readonly send: (count: number, signal: AbortSignal) => Promise<number>;
};

/** Everything that costs something and that somebody may ask for who has no right to it. */
export async function attacks(portalUrl: string): Promise<readonly Attack[]> {
  const roleless = await signedIn(portalUrl, 'user@contoso.example');
  const reader = await signedIn(portalUrl, 'security-reader@contoso.example');
  const get = async (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) => {
    const answer = await fetch(portalUrl + path, { headers, signal, redirect: 'manual' });
    await answer.text();
    return answer.status;
  };
  const as = (cookie: string, path: () => string) => (_count: number, signal: AbortSignal) =>
    get(path(), { cookie }, signal);
  const start = () => `/consent/start?operation=${randomUUID()}`;
  const kinds: readonly Attack[] = [
    { name: 'pages, by somebody without a role', send: as(roleless, () => '/settings/siem') },
    { name: 'pages, by a reader', send: as(reader, () => `/settings/siem?q=${randomUUID()}`) },
    { name: 'pop-ups for ids that nobody made', send: as(roleless, start) },
    { name: 'streams of ids that nobody made', send: as(reader, () => `/api/operations/${randomUUID()}/events`) },
    { name: 'links that nobody made', send: as(roleless, () => `/approve/${'x'.repeat(43)}`) },
    { name: 'starts of sign-in', send: signInStarts(portalUrl) },
    { name: 'bearers that nobody signed', send: bearers(portalUrl) },
  ];
  const all: Attack = {
    name: 'all of these at once',
    send: async (count, signal) => {
      const statuses = await Promise.all(kinds.map(({ send }) => send(count, signal)));
      return statuses[0] ?? 0;
    },
  };
  return [...kinds, all];
}

async function signedIn(portalUrl: string, upn: string): Promise<string> {
  const browser = httpBrowser();
  await operator(portalUrl, upn, browser).signIn();
  return browser.cookiesFor(portalUrl);
}

function signInStarts(portalUrl: string): Attack['send'] {
  return async (_count, signal) => {
    const headers = { origin: portalUrl, 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'csrfToken=none&json=true';
    const answer = await fetch(`${portalUrl}/api/auth/signin/entra`, { method: 'POST', headers, body, signal });
    await answer.text();
    return answer.status;
  };
}

/** With everything that is public in its place, from many addresses. */
function bearers(portalUrl: string): Attack['send'] {
  return async (count, signal) => {
    const claims = { aud: 'https://graph.microsoft.com', exp: 2_000_000_000, jti: randomUUID() };
    const token = new UnsecuredJWT(claims).encode();
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': `203.0.113.${count % 250}` };
    const answer = await fetch(`${portalUrl}/api/alerts`, { headers, signal });
    await answer.text();
    return answer.status;
  };
}
