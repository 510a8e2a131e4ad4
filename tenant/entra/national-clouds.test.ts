import { describe, expect, it } from 'vitest';
import { claimsOf, graphWith, obtainToken, readAnswer } from '../testing/test-clients';
import { createTestTenant, testOrigins } from '../testing/test-tenant';

describe('a token that a portal of another cloud asks for by that cloud’s name', () => {
  it.each(['https://graph.microsoft.us', 'https://dod-graph.microsoft.us'])('is for %s', async (resource) => {
    const tenant = await createTestTenant();
    const token = await obtainToken(tenant, 'global-admin', `${resource}/User.Read`);
    expect(claimsOf(token)).toMatchObject({ aud: resource, scp: 'User.Read' });
    expect((await graphWith(tenant, token)('GET /me')).status).toBe(200);
  });

  it.each(['https://api-gcc.securitycenter.microsoft.us', 'https://api-gov.securitycenter.microsoft.us'])(
    'is for %s',
    async (resource) => {
      const tenant = await createTestTenant();
      const token = await obtainToken(tenant, 'global-admin', `${resource}/Alert.Read`);
      expect(claimsOf(token)).toMatchObject({ aud: resource, scp: 'Alert.Read' });
      const headers = { authorization: `Bearer ${token}` };
      const response = await tenant.apiApp.request(`${testOrigins.api}/api/alerts?$top=1`, { headers });
      expect((await readAnswer(response)).status).toBe(200);
    },
  );
});
