import { describe, expect, it } from 'vitest';
import {
  graphAs,
  obtainToken,
  portalClient,
  postToken,
  readAnswer,
  refusalOf,
  rowsOf,
  textOf,
  type JsonAnswer,
} from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const audience = 'https://api.securitycenter.microsoft.com';

async function get({ apiApp }: TestTenant, token: string | undefined, path: string): Promise<JsonAnswer> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return readAnswer(await apiApp.request(`${testOrigins.api}${path}`, { headers }));
}

async function readerToken(tenant: TestTenant): Promise<string> {
  return obtainToken(tenant, 'global-admin', `${audience}/Alert.Read`);
}

describe('the Defender API refuses', () => {
  it('no token, a token of Graph and an expired one', async () => {
    const tenant = await createTestTenant();
    const refused = { status: 401, code: 'Unauthorized' };
    expect(refusalOf(await get(tenant, undefined, '/api/alerts'))).toMatchObject(refused);
    expect(refusalOf(await get(tenant, await obtainToken(tenant, 'user', 'User.Read'), '/api/alerts'))).toMatchObject(
      refused,
    );
    const token = await readerToken(tenant);
    tenant.advance(2 * 3_600_000);
    expect(refusalOf(await get(tenant, token, '/api/alerts'))).toMatchObject(refused);
  });

  it('an application without the role', async () => {
    const tenant = await createTestTenant();
    const answer = await postToken(tenant, {
      ...portalClient,
      grant_type: 'client_credentials',
      scope: `${audience}/.default`,
    });
    const refused = refusalOf(await get(tenant, textOf(answer.body.access_token), '/api/alerts'));
    expect(refused).toMatchObject({ status: 403, code: 'Forbidden' });
    expect(refused.message).toContain('Alert.Read.All');
  });

  it('a person without a security role, or a token with another permission', async () => {
    const tenant = await createTestTenant();
    const browserGrant = await graphAs(
      tenant,
      'global-admin',
      'DelegatedPermissionGrant.ReadWrite.All Application.Read.All',
    );
    const id = async (filter: string) =>
      textOf(rowsOf(await browserGrant(`GET /servicePrincipals?$filter=${filter}`))[0]?.id);
    await browserGrant('POST /oauth2PermissionGrants', {
      clientId: await id("displayName eq 'SIEM Connect'"),
      resourceId: await id("displayName eq 'WindowsDefenderATP'"),
      consentType: 'AllPrincipals',
      scope: 'Alert.Read Machine.Read',
    });
    const user = await obtainToken(tenant, 'user', `${audience}/Alert.Read`);
    expect((await get(tenant, user, '/api/alerts')).status).toBe(403);
    const machines = await obtainToken(tenant, 'global-admin', `${audience}/Machine.Read`);
    expect((await get(tenant, machines, '/api/alerts')).status).toBe(403);
    const reader = await obtainToken(tenant, 'security-reader', `${audience}/Alert.Read`);
    expect((await get(tenant, reader, '/api/alerts?$top=1')).status).toBe(200);
  });

  it('an organisation without the licence', async () => {
    const tenant = await createTestTenant();
    const token = await readerToken(tenant);
    await tenant.set({ defenderLicence: false });
    expect(refusalOf(await get(tenant, token, '/api/alerts')).status).toBe(403);
  });

  it.each([
    '$select=id',
    '$orderby=title',
    '$count=true',
    '$top=10001',
    '$top=x',
    '$expand=machine',
    "$filter=title eq 'x'",
    "$filter=severity eq 'High' and",
    "$filter=alertCreationTime ge 'yesterday'",
  ])('%s', async (query) => {
    const tenant = await createTestTenant();
    const answer = await get(tenant, await readerToken(tenant), `/api/alerts?${query}`);
    expect(refusalOf(answer)).toMatchObject({ status: 400, code: 'ODataError' });
  });

  it('what does not exist', async () => {
    const tenant = await createTestTenant();
    const token = await readerToken(tenant);
    expect(refusalOf(await get(tenant, token, '/api/alerts/none'))).toMatchObject({
      status: 404,
      code: 'ResourceNotFound',
    });
    expect(refusalOf(await get(tenant, token, '/api/machines'))).toMatchObject({ status: 404, code: 'NotFound' });
  });
});

describe('the Defender API', () => {
  it('filters, skips and takes, with evidence only when asked', async () => {
    const tenant = await createTestTenant();
    const token = await readerToken(tenant);
    const all = rowsOf(await get(tenant, token, '/api/alerts'));
    expect(all.length).toBeGreaterThan(250);
    expect(all.every(({ evidence }) => Array.isArray(evidence) && evidence.length === 0)).toBe(true);
    const page = rowsOf(await get(tenant, token, '/api/alerts?$skip=2&$top=3&$expand=evidence'));
    expect(page.map(({ id }) => id)).toEqual(all.slice(2, 5).map(({ id }) => id));
    expect(page.some(({ evidence }) => Array.isArray(evidence) && evidence.length > 0)).toBe(true);
    const since = textOf(all[10]?.alertCreationTime);
    const query = `$filter=alertCreationTime ge ${since} and (severity eq 'High' or severity eq 'Low')`;
    const expected = all.slice(0, 11).filter(({ severity }) => severity === 'High' || severity === 'Low');
    expect(rowsOf(await get(tenant, token, `/api/alerts?${query}`))).toEqual(expected);
  });

  it('tells the same alerts as Graph, under both addresses and both names of the resource', async () => {
    const tenant = await createTestTenant();
    const token = await obtainToken(
      tenant,
      'global-admin',
      'https://securitycenter.onmicrosoft.com/windowsatpservice/Alert.Read',
    );
    const [alert] = rowsOf(await get(tenant, token, "/api/v1.0/alerts?$top=1&$filter=status eq 'Resolved'"));
    const graph = await graphAs(tenant, 'global-admin', 'SecurityAlert.Read.All');
    const twin = (await graph(`GET /security/alerts_v2/${textOf(alert?.id)}`)).body;
    expect(twin).toMatchObject({
      title: alert?.title,
      createdDateTime: alert?.alertCreationTime,
      lastUpdateDateTime: alert?.lastUpdateTime,
      resolvedDateTime: alert?.resolvedTime,
      severity: textOf(alert?.severity).toLowerCase().replace('unspecified', 'unknown'),
      status: 'resolved',
      incidentId: String(alert?.incidentId),
    });
    const single = await get(tenant, token, `/api/alerts/${textOf(alert?.id)}`);
    expect(single.body).toMatchObject({ id: alert?.id });
  });
});
