import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAuthorizationRequest } from './authorization-request';
import { authority, entraClient, scriptedEntra } from './testing/scripted-entra';

afterEach(() => vi.unstubAllGlobals());

const plan = { redirectUri: 'http://localhost:3000/consent/callback', scopes: ['Application.ReadWrite.All'] };

async function request(loginHint?: string) {
  vi.stubGlobal('fetch', scriptedEntra().network.fetch);
  const created = await createAuthorizationRequest(entraClient, loginHint ? { ...plan, loginHint } : plan);
  if (!created.ok) throw new Error(created.error.kind);
  const { origin, pathname, searchParams } = new URL(created.value.url);
  return { ...created.value, address: origin + pathname, asked: searchParams };
}

describe('createAuthorizationRequest', () => {
  it('asks for a code with PKCE, state and nonce, of which only the state and what others may see leave', async () => {
    const { url, address, asked, state, nonce, codeVerifier } = await request();
    expect(address).toBe(`${authority}/oauth2/v2.0/authorize`);
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ client_id: entraClient.clientId, response_type: 'code', response_mode: 'query', state, nonce },
      redirect_uri: plan.redirectUri,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(asked.get('scope')?.split(' ')).toContain('Application.ReadWrite.All');
    expect(url).not.toContain(codeVerifier);
    expect(url).not.toContain(entraClient.clientSecret);
  });

  it('lets the person pick an account, or offers the one it is given', async () => {
    expect((await request()).asked.get('prompt')).toBe('select_account');
    const { asked } = await request('pat@contoso.example');
    expect([asked.get('login_hint'), asked.get('prompt')]).toEqual(['pat@contoso.example', null]);
  });

  it('has the credentials asked for anew where that is wanted', async () => {
    vi.stubGlobal('fetch', scriptedEntra().network.fetch);
    const created = await createAuthorizationRequest(entraClient, { ...plan, asksCredentials: true });
    expect(created.ok && new URL(created.value.url).searchParams.get('prompt')).toBe('login');
  });

  it('is another each time', async () => {
    const [one, other] = [await request(), await request()];
    for (const part of ['state', 'nonce', 'codeVerifier'] as const) expect(one[part]).not.toBe(other[part]);
  });

  it('says that Entra cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const created = await createAuthorizationRequest({ ...entraClient, authorityHost: 'https://away.example' }, plan);
    expect(created).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});
