import { describe, expect, it } from 'vitest';
import {
  graphAs,
  graphWith,
  obtainToken,
  portalClient,
  postToken,
  refusalOf,
  textOf,
  type JsonAnswer,
} from '../testing/test-clients';
import { createTestTenant, type TestTenant } from '../testing/test-tenant';

const administrator = 'User.Read Application.ReadWrite.All AppRoleAssignment.ReadWrite.All SecurityAlert.Read.All';
const nobody = '11111111-1111-1111-1111-111111111111';

async function makeApplication(tenant: TestTenant, body: object = {}) {
  const graph = await graphAs(tenant, 'global-admin', administrator);
  const created = await graph('POST /applications', { displayName: 'connector', ...body });
  return { graph, created, id: textOf(created.body.id), appId: textOf(created.body.appId) };
}

type Documented = readonly [status: number, code: string, message: string];

/** In Graph's own words. @see https://learn.microsoft.com/graph/errors and the pages of the single calls */
const documented: Readonly<Record<string, Documented>> = {
  'expired-token': [401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'],
  'insufficient-privileges': [403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  'not-found': [
    404,
    'Request_ResourceNotFound',
    `Resource '${nobody}' does not exist or one of its queried reference-property objects are not present.`,
  ],
  'count-without-consistencylevel': [400, 'Request_BadRequest', '$count is not currently supported.'],
  'unique-name-taken': [
    400,
    'Request_BadRequest',
    'Another object with the same value for property uniqueName already exists.',
  ],
  'credential-type-forbidden': [
    400,
    'CredentialTypeNotAllowedAsPerAppPolicy',
    'Credential type not allowed as per assigned policy',
  ],
  'credential-lifetime': [
    400,
    'CredentialInvalidLifetimeAsPerAppPolicy',
    'Credential lifetime exceeds the max value allowed as per assigned policy',
  ],
  'password-not-found': [400, 'Request_BadRequest', `No password credential found with keyId '${nobody}'.`],
  'sp-app-not-replicated': [
    400,
    'Request_BadRequest',
    `The appId '${nobody}' of the service principal does not reference a valid application object.`,
  ],
  'sp-backing-app': [
    403,
    'Authorization_RequestDenied',
    'When using this permission, the backing application of the service principal being created must in the local tenant',
  ],
  'invalid-reference': [400, 'Request_BadRequest', 'Not a valid reference update.'],
  'approle-already-assigned': [400, 'Request_BadRequest', 'Permission being assigned already exists on the object'],
  'alerts-missing-role': [
    403,
    'Forbidden',
    'Missing application roles. API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All,SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: .',
  ],
  'defender-not-provisioned': [403, 'Forbidden', 'Unauthorized request - Account is not provisioned.'],
  throttled: [429, 'TooManyRequests', 'Please retry again later.'],
  concurrency: [
    409,
    'Directory_ConcurrencyViolation',
    'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  ],
  quota: [
    403,
    'Directory_QuotaExceeded',
    'The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
  ],
  'service-management-reference': [
    400,
    'ServiceManagementReferenceRequired',
    'ServiceManagementReference field is required for Create, but is missing in the request.',
  ],
};

/** How to run into each of them. */
const roads: Readonly<Record<string, (tenant: TestTenant) => Promise<JsonAnswer>>> = {
  'expired-token': async (tenant) => {
    const token = await obtainToken(tenant, 'user', 'User.Read');
    tenant.advance(2 * 3_600_000);
    return graphWith(tenant, token)('GET /me');
  },
  'insufficient-privileges': async (tenant) => (await graphAs(tenant, 'user', 'User.Read'))('GET /applications'),
  'not-found': async (tenant) => (await graphAs(tenant, 'user', 'Application.Read.All'))(`GET /applications/${nobody}`),
  'count-without-consistencylevel': async (tenant) =>
    (await graphAs(tenant, 'user', 'Application.Read.All'))('GET /applications/$count'),
  'unique-name-taken': async (tenant) => {
    const { graph, id } = await makeApplication(tenant, { uniqueName: 'siem-1' });
    await graph(`DELETE /applications/${id}`);
    return graph('POST /applications', { displayName: 'again', uniqueName: 'siem-1' });
  },
  'credential-type-forbidden': async (tenant) => {
    await tenant.set({ secrets: { forbidden: true } });
    const graph = await graphAs(tenant, 'global-admin', administrator);
    const passwordCredentials = [{ endDateTime: '2026-12-01T00:00:00Z' }];
    return graph('POST /applications', { displayName: 'connector', passwordCredentials });
  },
  'credential-lifetime': async (tenant) => {
    const { graph, id } = await makeApplication(tenant);
    return graph(`POST /applications/${id}/addPassword`, {});
  },
  'password-not-found': async (tenant) => {
    const { graph, id } = await makeApplication(tenant);
    return graph(`POST /applications/${id}/removePassword`, { keyId: nobody });
  },
  'sp-app-not-replicated': async (tenant) =>
    (await graphAs(tenant, 'global-admin', administrator))('POST /servicePrincipals', { appId: nobody }),
  'invalid-reference': async (tenant) => {
    const graph = await graphAs(tenant, 'global-admin', administrator);
    const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
    return graph(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, {
      principalId: nobody,
      resourceId: api.body.id,
      appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
    });
  },
  'approle-already-assigned': async (tenant) => {
    const { graph, appId } = await makeApplication(tenant);
    const principal = await graph('POST /servicePrincipals', { appId });
    const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
    const body = {
      principalId: principal.body.id,
      resourceId: api.body.id,
      appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
    };
    await graph(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, body);
    return graph(`POST /servicePrincipals/${textOf(principal.body.id)}/appRoleAssignments`, body);
  },
  'alerts-missing-role': async (tenant) => {
    const scope = 'https://graph.microsoft.com/.default';
    const token = await postToken(tenant, { ...portalClient, grant_type: 'client_credentials', scope });
    return graphWith(tenant, textOf(token.body.access_token))('GET /security/alerts_v2');
  },
  'defender-not-provisioned': async (tenant) => {
    const graph = await graphAs(tenant, 'global-admin', administrator);
    await tenant.set({ defenderLicence: false });
    return graph('GET /security/alerts_v2');
  },
  throttled: async (tenant) => {
    const graph = await graphAs(tenant, 'user', 'User.Read');
    tenant.tenant.faults.replace([{ path: '^/v1.0/me$', status: 429, times: 1, skip: 0 }]);
    return graph('GET /me');
  },
  concurrency: async (tenant) => {
    await tenant.set({ concurrencyWindowMs: 1000, secrets: { maxLifetime: null } });
    const { graph, id } = await makeApplication(tenant);
    tenant.advance(1000);
    const added = await graph(`POST /applications/${id}/addPassword`, {});
    return graph(`POST /applications/${id}/removePassword`, { keyId: added.body.keyId });
  },
  quota: async (tenant) => {
    await tenant.set({ registration: { quota: 1 }, portalConsent: ['User.Read', 'Application.ReadWrite.All'] });
    const graph = await graphAs(tenant, 'user', 'Application.ReadWrite.All');
    await graph('POST /applications', { displayName: 'the only one' });
    return graph('POST /applications', { displayName: 'one too many' });
  },
  'service-management-reference': async (tenant) => {
    await tenant.set({ registration: { requiresServiceManagementReference: true } });
    return (await graphAs(tenant, 'global-admin', administrator))('POST /applications', { displayName: 'connector' });
  },
  'sp-backing-app': async (tenant) => {
    await tenant.set({ replicationDelayMs: 1000, replication: { replicas: 2 } });
    const { graph, appId } = await makeApplication(tenant);
    const refused = [
      await graph('POST /servicePrincipals', { appId }),
      await graph('POST /servicePrincipals', { appId }),
    ];
    return refused.find(({ status }) => status === 403) ?? refused[0] ?? graph('GET /me');
  },
};

describe('Graph refuses as documented:', () => {
  it.each(Object.keys(documented))('%s', async (name) => {
    const [road, expected] = [roads[name], documented[name]];
    if (road === undefined || expected === undefined) throw new Error(name);
    const answer = await road(await createTestTenant());
    const { status, code, message } = refusalOf(answer);
    expect([status, code, message]).toEqual(expected);
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
