import { Auth } from '@auth/core';
import MicrosoftEntraID from '@auth/core/providers/microsoft-entra-id';
import { z } from 'zod';
import { expectName, person, visit, type Peer, type Surroundings } from './peer';

const site = 'http://localhost:3000';
const csrfSchema = z.object({ csrfToken: z.string() });
const sessionSchema = z.object({ user: z.object({ name: z.string() }) });

/** The core of Auth.js v5 with its own provider for Entra ID; only the picture, which lies elsewhere, is left out. */
async function signIn(surroundings: Surroundings): Promise<string> {
  const send = openSite(surroundings);
  const { csrfToken } = csrfSchema.parse(await (await send('/csrf')).json());
  const body = new URLSearchParams({ csrfToken, callbackUrl: `${site}/` });
  const start = await send(`/signin/entra?${new URLSearchParams(person).toString()}`, { method: 'POST', body });
  const landing = await visit(surroundings, start.headers.get('location') ?? '');
  await send(`/callback/entra${landing.search}`);
  return expectName(sessionSchema.parse(await (await send('/session')).json()).user.name);
}

function openSite({ authority, tenantId, clientId, clientSecret }: Surroundings) {
  const cookies = new Map<string, string>();
  const provider = MicrosoftEntraID({
    ...{ id: 'entra', clientId, clientSecret, issuer: `${authority}/${tenantId}/v2.0` },
    profile: ({ sub, name, email }) => ({ id: sub, name, email, image: null }),
  });
  const config = {
    providers: [provider],
    secret: 'a secret of this run alone',
    trustHost: true,
    basePath: '/api/auth',
  };
  return async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await Auth(new Request(`${site}/api/auth${path}`, { ...init, headers: { cookie } }), config);
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
}

export const authJs: readonly Peer[] = [
  { name: '@auth/core', task: 'sign-in by its own provider for Entra ID', run: signIn },
];
