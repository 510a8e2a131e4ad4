import { describe, expect, it } from 'vitest';
import {
  claimsOf,
  graphAs,
  obtainCode,
  pkcePair,
  portalCallback,
  portalClient,
  postToken,
  readAnswer,
  rowsOf,
  textOf,
} from './testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from './testing/test-tenant';

const defenderAppId = 'fc780465-2017-40d4-a0c5-307022471b92';
const alertReadAll = '71fe6b80-7034-4028-9ed8-0f316df9c3ff';

describe('the road of the portal', () => {
  it('enables, proves, rotates and removes a connector, and every exchange keeps the contract', async () => {
    const tenant = await createTestTenant();
    const { verifier, challenge } = pkcePair();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256', nonce: 'n-1', client_info: '1' };
    const scope =
      'openid profile offline_access User.Read RoleManagement.Read.Directory Organization.Read.All Application.Read.All Policy.Read.All';
    const code = await obtainCode(tenant, { alias: 'security-app-admin', scope, parameters: pkce });
    const signIn = await postToken(tenant, {
      ...portalClient,
      grant_type: 'authorization_code',
      code,
      redirect_uri: portalCallback,
      code_verifier: verifier,
      client_info: '1',
      'x-client-OS': 'linux',
    });
    expect(claimsOf(signIn.body.id_token)).toMatchObject({ nonce: 'n-1', name: 'Sara Appelgren' });

    const prerequisites = await graphAs(tenant, 'security-app-admin', `${scope} Application.ReadWrite.All`);
    const batch = await prerequisites('POST /$batch', {
      requests: [
        { id: 'me', method: 'GET', url: '/me?$select=id,displayName,userPrincipalName' },
        { id: 'roles', method: 'GET', url: '/me/transitiveMemberOf' },
        { id: 'skus', method: 'GET', url: '/subscribedSkus?$select=skuPartNumber,servicePlans,capabilityStatus' },
        { id: 'api', method: 'GET', url: `/servicePrincipals(appId='${defenderAppId}')?$select=id,appRoles` },
        { id: 'app', method: 'GET', url: "/applications(uniqueName='siem-connect-1')" },
        { id: 'policy', method: 'GET', url: '/policies/defaultAppManagementPolicy' },
        { id: 'org', method: 'GET', url: '/organization' },
      ],
    });
    expect(statusesOf(batch.body.responses)).toEqual({
      me: 200,
      roles: 200,
      skus: 200,
      api: 200,
      app: 404,
      policy: 200,
      org: 200,
    });

    const created = await prerequisites('POST /applications', {
      displayName: 'SIEM connector',
      uniqueName: 'siem-connect-1',
      signInAudience: 'AzureADMyOrg',
      tags: ['HideApp'],
      requiredResourceAccess: [{ resourceAppId: defenderAppId, resourceAccess: [{ id: alertReadAll, type: 'Role' }] }],
      passwordCredentials: [{ displayName: 'first', endDateTime: '2027-05-01T00:00:00Z' }],
      web: { redirectUris: ['http://localhost:3000/consent/callback'] },
    });
    expect(created.status).toBe(201);
    const appId = textOf(created.body.appId);
    const [password] = rowsOf({ ...created, body: { value: created.body.passwordCredentials } });
    const secret = textOf(password?.secretText);

    const principal = await prerequisites(
      `PATCH /servicePrincipals(appId='${appId}')`,
      { tags: ['HideApp'] },
      { prefer: 'create-if-missing' },
    );
    expect(principal.status).toBe(201);
    const api = await prerequisites(`GET /servicePrincipals(appId='${defenderAppId}')?$select=id`);
    const granted = await prerequisites(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, {
      principalId: principal.body.id,
      resourceId: api.body.id,
      appRoleId: alertReadAll,
    });
    expect(granted.status).toBe(201);

    const token = await connectorToken(tenant, appId, secret);
    expect(claimsOf(token)).toMatchObject({ roles: ['Alert.Read.All'], idtyp: 'app', oid: principal.body.id });
    const alerts = await readAnswer(
      await tenant.apiApp.request(`${testOrigins.api}/api/alerts?$top=5&$expand=evidence`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    expect(rowsOf(alerts)).toHaveLength(5);

    const added = await prerequisites(`POST /applications(appId='${appId}')/addPassword`, {
      passwordCredential: { displayName: 'second', endDateTime: '2027-05-01T00:00:00Z' },
    });
    const removed = await prerequisites(`POST /applications(appId='${appId}')/removePassword`, {
      keyId: password?.keyId,
    });
    expect([added.status, removed.status]).toEqual([200, 204]);
    expect((await prerequisites(`DELETE /applications(appId='${appId}')`)).status).toBe(204);
    expect((await prerequisites(`DELETE /directory/deletedItems/${textOf(created.body.id)}`)).status).toBe(204);

    await expectNothingSecret(tenant);
  });
});

function statusesOf(responses: unknown): Readonly<Record<string, unknown>> {
  const rows = Array.isArray(responses) ? responses : [];
  return Object.fromEntries(rows.map((row: { id: string; status: number }) => [row.id, row.status]));
}

async function connectorToken(tenant: TestTenant, appId: string, secret: string): Promise<string> {
  const answer = await postToken(tenant, {
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: secret,
    scope: 'https://api.securitycenter.microsoft.com/.default',
  });
  return textOf(answer.body.access_token);
}

/** Recorded exchanges can be read by others, so they hold no credential. */
async function expectNothingSecret({ browserApp, issuedValues }: TestTenant): Promise<void> {
  const listing = await (await browserApp.request(`${testOrigins.browser}/control/exchanges`)).text();
  for (const value of issuedValues) expect(listing).not.toContain(value);
}
