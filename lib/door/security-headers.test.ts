import { afterAll, afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());
afterAll(() => vi.resetModules());

it.each([
  ['https://siem.contoso.example', undefined, 'max-age=31536000; includeSubDomains'],
  ['https://siem.contoso.example', 'off', 'max-age=31536000'],
  ['http://localhost:3000', undefined, undefined],
])('tells browsers of %s to come by TLS for a year, with HSTS_SUBDOMAINS %s: %s', async (portal, subdomains, sent) => {
  vi.stubEnv('PORTAL_URL', portal);
  vi.stubEnv('HSTS_SUBDOMAINS', subdomains);
  vi.resetModules();
  const { securityHeaders } = await import('./security-headers');
  const headers = new Map(securityHeaders('/sign-in', 'nonce'));
  expect(headers.get('strict-transport-security')).toBe(sent);
});
