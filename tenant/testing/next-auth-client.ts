import { addressOf, httpBrowser } from '@siem-connect/testing/http-browser';
import nextAuthModule from 'next-auth';
import { z } from 'zod';

type Portal = {
  readonly ENTRA_AUTHORITY_HOST: string;
  readonly ENTRA_TENANT_ID: string;
  readonly ENTRA_CLIENT_ID: string;
  readonly ENTRA_CLIENT_SECRET: string;
};

type NextAuthHandler = (request: object, response: object, options: object) => Promise<unknown>;

const profileSchema = z.object({ oid: z.string(), name: z.string(), preferred_username: z.string() });

/** Signs in through an unmodified next-auth, with PKCE, state and nonce; gives what its session says. */
export async function signInWithNextAuth(portal: Portal, browser: string): Promise<unknown> {
  const site = openSite(portal);
  const csrf = z.object({ csrfToken: z.string() }).parse((await site('GET', { nextauth: ['csrf'] })).body);
  const start = await site(
    'POST',
    { nextauth: ['signin', 'entra'] },
    { ...csrf, callbackUrl: 'http://localhost:3000/', json: 'true' },
  );
  const { url } = z.object({ url: z.string() }).parse(start.body);
  const landing = await httpBrowser({ staysOn: browser }).get(`${url}&login_hint=security-reader@contoso.example`);
  const answer = Object.fromEntries(addressOf(landing).searchParams);
  await site('GET', { nextauth: ['callback', 'entra'], ...answer });
  return (await site('GET', { nextauth: ['session'] })).body;
}

type Site = (method: string, query: object, body?: object) => Promise<{ readonly body: unknown }>;

/** The smallest site next-auth can run in: its own request and response shapes, and a cookie jar. */
function openSite(portal: Portal): Site {
  const cookies = new Map<string, string>();
  const handler = handlerOf(nextAuthModule);
  const options = optionsFor(portal);
  return async (method, query, body) => {
    let sent: unknown;
    const headers = new Map<string, unknown>();
    const response = {
      status: () => response,
      setHeader(name: string, value: unknown) {
        headers.set(name.toLowerCase(), value);
        return response;
      },
      getHeader: (name: string) => headers.get(name.toLowerCase()),
      json: (value: unknown) => (sent = value),
      send: (value: unknown) => (sent = value),
      end: () => undefined,
    };
    const request = {
      method,
      query,
      body: body ?? {},
      cookies: Object.fromEntries(cookies),
      headers: { host: 'localhost:3000' },
    };
    await handler(request, response, options);
    for (const line of z.array(z.string()).parse(headers.get('set-cookie') ?? [])) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, decodeURIComponent(value));
    }
    return { body: sent };
  };
}

function optionsFor(portal: Portal): object {
  return {
    providers: [
      {
        id: 'entra',
        name: 'Microsoft',
        type: 'oauth',
        wellKnown: `${portal.ENTRA_AUTHORITY_HOST}/${portal.ENTRA_TENANT_ID}/v2.0/.well-known/openid-configuration`,
        clientId: portal.ENTRA_CLIENT_ID,
        clientSecret: portal.ENTRA_CLIENT_SECRET,
        authorization: { params: { scope: 'openid profile email' } },
        idToken: true,
        checks: ['pkce', 'state', 'nonce'],
        profile(claims: unknown) {
          const { oid, name, preferred_username: email } = profileSchema.parse(claims);
          return { id: oid, name, email };
        },
      },
    ],
  };
}

/** The package is CommonJS: depending on the loader its default export is one level further in. */
function handlerOf(module: unknown): NextAuthHandler {
  if (isHandler(module)) return module;
  const inner = z.object({ default: z.unknown() }).parse(module).default;
  if (isHandler(inner)) return inner;
  throw new Error('next-auth exports no handler.');
}

function isHandler(value: unknown): value is NextAuthHandler {
  return typeof value === 'function';
}
