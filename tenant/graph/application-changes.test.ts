import { expect, it } from 'vitest';
import { graphAs, textOf } from '../testing/test-clients';
import { createTestTenant } from '../testing/test-tenant';

const role = {
  allowedMemberTypes: ['Application'],
  description: 'd',
  displayName: 'Read',
  id: '5f0e1c1a-58a5-4f0c-8d0a-4a2f0c1b2d3e',
  isEnabled: true,
  value: 'Read',
};

it('a change of an application reaches its service principal, when the scenario lets it', async () => {
  const tenant = await createTestTenant();
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
  const made = await graph('POST /applications', { displayName: 'before' });
  const appId = textOf(made.body.appId);
  await graph('POST /servicePrincipals', { appId });
  await tenant.set({ replicationDelayMs: 5000 });
  const change = {
    displayName: 'after',
    identifierUris: [`api://${appId}`],
    appRoles: [role],
    web: { redirectUris: ['https://a.example/'], logoutUrl: 'https://a.example/out', homePageUrl: 'https://a.example' },
    publicClient: { redirectUris: ['http://localhost'] },
    isDisabled: true,
  };
  expect((await graph(`PATCH /applications/${textOf(made.body.id)}`, change)).status).toBe(204);
  const principal = async () => (await graph(`GET /servicePrincipals(appId='${appId}')`)).body;
  expect(await principal()).toMatchObject({ displayName: 'before', servicePrincipalNames: [appId], replyUrls: [] });
  tenant.advance(5001);
  expect(await principal()).toMatchObject({
    displayName: 'after',
    appDisplayName: 'after',
    servicePrincipalNames: [appId, `api://${appId}`],
    appRoles: [{ value: 'Read' }],
    replyUrls: ['https://a.example/', 'http://localhost'],
    logoutUrl: 'https://a.example/out',
    homepage: 'https://a.example',
    isDisabled: true,
  });
});
