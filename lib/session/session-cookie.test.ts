import { afterEach, describe, expect, it, vi } from 'vitest';

// Modules are shared with the tests that come after, and keep the settings that they read.
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The names at this address; the environment is read once, so each has modules of its own. */
async function namesAt(portal: string) {
  vi.stubEnv('PORTAL_URL', portal);
  vi.resetModules();
  const { callbackUrlCookieName, sessionCookieName } = await import('./session-cookie');
  const { authOptions } = await import('@/lib/sign-in/auth-options');
  const all = authOptions().cookies ?? {};
  return { session: sessionCookieName(), callbackUrl: callbackUrlCookieName(), ofNextAuth: all.sessionToken, all };
}

describe('sessionCookieName', () => {
  it('binds the cookie to this host and to https', async () => {
    const { session, callbackUrl, ofNextAuth, all } = await namesAt('https://siem.contoso.example');
    expect(session).toBe('__Host-siem-connect.session');
    expect(callbackUrl).toBe('__Host-next-auth.callback-url');
    // Browsers take such a cookie only with these.
    expect(ofNextAuth).toMatchObject({ name: session, options: { secure: true, path: '/', httpOnly: true } });
    expect(ofNextAuth?.options).not.toHaveProperty('domain');
    for (const use of ['callbackUrl', 'state', 'nonce', 'pkceCodeVerifier'] as const) {
      expect(all[use]?.name).toMatch(/^__Host-/);
      expect(all[use]?.options).toMatchObject({ secure: true, path: '/' });
    }
  });

  it('has a plain name on plain http, where browsers refuse the other', async () => {
    const { session, callbackUrl, ofNextAuth } = await namesAt('http://localhost:3000');
    expect([session, callbackUrl]).toEqual(['siem-connect.session', 'next-auth.callback-url']);
    expect(ofNextAuth).toMatchObject({ name: session, options: { secure: false } });
  });
});
