import { NextRequest } from 'next/server';
import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

type Asked = { readonly method?: string; readonly headers?: Readonly<Record<string, string | undefined>> };

/** The proxy of a portal at this address; the environment is read once, so each has modules of its own. */
async function proxyAt(portal: string) {
  vi.stubEnv('PORTAL_URL', portal);
  vi.resetModules();
  const { proxy } = await import('./proxy');
  return (path: string, { method, headers = {} }: Asked = {}) => {
    const sent = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const init = method ? { method, headers: Object.fromEntries(sent) } : { headers: Object.fromEntries(sent) };
    return proxy(new NextRequest(new URL(path, portal), init));
  };
}

const HTTPS = 'https://siem.contoso.example';
const HTTP = 'http://localhost:3000';

describe('proxy', () => {
  it('refuses what a page of another origin posts, with and without script', async () => {
    const ask = await proxyAt(HTTPS);
    for (const script of [{ 'next-action': 'f' }, {}]) {
      for (const origin of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
        const answer = ask('/settings/siem', { method: 'POST', headers: { ...script, ...origin } });
        expect([answer.status, answer.headers.get('x-request-id')]).toEqual([403, expect.any(String)]);
      }
      expect(ask('/settings/siem', { method: 'POST', headers: { ...script, origin: HTTPS } }).status).toBe(200);
    }
  });

  it('leaves what programs post to the routes', async () => {
    const ask = await proxyAt(HTTPS);
    expect(ask('/api/auth/signin/entra', { method: 'POST' }).status).toBe(200);
  });

  it('promises https for a year where there is https, and nowhere else', async () => {
    const header = 'strict-transport-security';
    expect((await proxyAt(HTTPS))('/').headers.get(header)).toBe('max-age=31536000; includeSubDomains');
    expect((await proxyAt(HTTP))('/').headers.get(header)).toBeNull();
  });

  it('gives each answer an id and a nonce of its own, and keeps none of them', async () => {
    const ask = await proxyAt(HTTP);
    const [first, second] = [ask('/sign-in'), ask('/sign-in')];
    for (const name of ['x-request-id', 'content-security-policy']) {
      expect(first.headers.get(name)).not.toBe(second.headers.get(name));
    }
    expect(first.headers.get('cache-control')).toBe('no-store');
  });
});
