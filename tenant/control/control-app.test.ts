import { headingOf, pageOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { browserFor, firstPasswordOf, graphAs, obtainToken, readAnswer, authorizeUrl } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

async function control({ browserApp }: TestTenant, request: string, body?: unknown) {
  const [method = '', path = ''] = request.split(' ');
  const answer = await browserApp.request(`${testOrigins.browser}/control/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, text: await answer.text() };
}

async function exchanges(tenant: TestTenant, query = ''): Promise<readonly Record<string, unknown>[]> {
  const { text } = await control(tenant, `GET exchanges${query}`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
}

describe('settings', () => {
  it.each([
    [{ replicationDelay: 5 }, 'replicationDelay'],
    [{ replicationDelayMs: -1 }, 'replicationDelayMs'],
    [{ secrets: { maxLifetime: '180 days' } }, 'secrets.maxLifetime'],
    [{ secrets: { lifetime: 'P1D' } }, 'lifetime'],
    [{ portalConsent: ['Everything.Read'] }, 'Everything.Read'],
    [{ replication: { replicas: 0 } }, 'replication.replicas'],
    [{ signInRefusals: [{ code: 50126 }] }, '50126'],
    ['text', 'expected object'],
  ])('refuse %j, naming what is wrong', async (body, words) => {
    const tenant = await createTestTenant();
    const answer = await control(tenant, 'POST settings', body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(words);
  });

  it('are merged, and told', async () => {
    const tenant = await createTestTenant();
    await control(tenant, 'POST settings', { secrets: { forbidden: true }, replicationDelayMs: 7 });
    const { text } = await control(tenant, 'GET settings');
    expect(JSON.parse(text)).toEqual({
      replicationDelayMs: 7,
      replication: { replicas: 1, spreadMs: 0, listDelayMs: 0, signInDelayMs: 0, seed: 1 },
      concurrencyWindowMs: 0,
      registration: { everybody: true, requiresServiceManagementReference: false, quota: 250 },
      pages: { size: 100, emptyFirst: false },
      throttlePercentage: 0,
      signInRefusals: [],
      alerts: true,
      alertDelayMs: 0,
      secrets: { forbidden: true, maxLifetime: 'P180D' },
      userConsent: true,
      defenderLicence: true,
      windowsDefenderATP: true,
      clockOffsetMs: 0,
      portalConsent: [
        'User.Read',
        'RoleManagement.Read.Directory',
        'Organization.Read.All',
        'Application.Read.All',
        'Policy.Read.All',
      ],
      portalOptionalClaims: ['auth_time', 'sid'],
    });
  });

  it('move the clock', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'User.Read');
    await tenant.set({ clockOffsetMs: 7_200_000 });
    expect((await graph('GET /me')).status).toBe(401);
    await tenant.set({ clockOffsetMs: 0 });
    expect((await graph('GET /me')).status).toBe(200);
  });

  it('are steered by no page of another site', async () => {
    const { browserApp } = await createTestTenant();
    const headers = { origin: 'https://evil.example', host: '127.0.0.1:4100' };
    const answer = await browserApp.request(`${testOrigins.browser}/control/reset`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
    const renamed = await browserApp.request('http://rebound.example/control/reset', {
      method: 'POST',
      headers: { origin: 'http://rebound.example', host: 'rebound.example' },
    });
    expect(renamed.status).toBe(421);
  });
});

describe('the clock offset', () => {
  it('does not make what was written unknown when it is taken back', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ clockOffsetMs: 7_200_000 });
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    await graph('POST /applications', { displayName: 'made ahead of time' });
    await tenant.set({ clockOffsetMs: 0 });
    expect(tenant.tenant.view().applications).toHaveLength(2);
  });
});

describe('state', () => {
  it('shows every object, and of a secret only hint and key', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    const passwordCredentials = [{ displayName: 'one', endDateTime: '2027-01-01T00:00:00Z' }];
    const created = await graph('POST /applications', { displayName: 'connector', passwordCredentials });
    await graph('POST /applications', { displayName: 'gone' }).then(({ body }) =>
      graph(`DELETE /applications/${String(body.id)}`),
    );
    const { secret, keyId } = firstPasswordOf(created);
    const { text } = await control(tenant, 'GET state');
    expect(text).not.toContain(secret);
    expect(text).not.toContain('secretHash');
    expect(text).not.toContain('refreshTokens');
    expect(JSON.parse(text)).toMatchObject({
      applications: [
        { displayName: 'SIEM Connect' },
        { displayName: 'connector', passwordCredentials: [{ keyId, hint: secret.slice(0, 3) }] },
      ],
      deletedItems: { applications: [{ displayName: 'gone' }], servicePrincipals: [] },
    });
  });
});

describe('reset', () => {
  it('brings back the seed and forgets everything else', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    await graph('POST /applications', { displayName: 'connector' });
    await tenant.set({ clockOffsetMs: 5000, replicationDelayMs: 5 });
    await control(tenant, 'POST faults', [{ path: 'x', status: 500 }]);
    const browser = browserFor(tenant);
    await browser.get(authorizeUrl({ login_hint: 'user@contoso.example' }));
    expect((await control(tenant, 'POST reset')).status).toBe(200);
    expect(JSON.parse((await control(tenant, 'GET faults')).text)).toEqual([]);
    expect(await exchanges(tenant, '?all=1')).toEqual([]);
    expect(JSON.parse((await control(tenant, 'GET state')).text)).toMatchObject({
      applications: [{ displayName: 'SIEM Connect' }],
    });
    expect(JSON.parse((await control(tenant, 'GET settings')).text)).toMatchObject({
      clockOffsetMs: 0,
      replicationDelayMs: 0,
    });
    expect(headingOf(pageOf(await browser.get(authorizeUrl({}))))).toBe('Pick an account');
    // The portal's own secret and the signing key stay.
    expect(await obtainToken(tenant, 'user', 'User.Read')).toBeTruthy();
  });
});

describe('faults', () => {
  it('are refused when they make no sense', async () => {
    const tenant = await createTestTenant();
    expect((await control(tenant, 'POST faults', [{ path: '(', status: 500 }])).status).toBe(400);
    expect((await control(tenant, 'POST faults', [{ path: 'x' }])).text).toContain('exactly one of');
  });

  it('answer in the language of each service', async () => {
    const tenant = await createTestTenant();
    const call = async (path: string, method = 'GET') => {
      const answer = await tenant.apiApp.request(`${testOrigins.api}${path}`, { method });
      return { status: answer.status, wait: answer.headers.get('retry-after'), body: await answer.text() };
    };
    await control(tenant, 'POST faults', [
      { path: '^/v1.0/me$', status: 503, retryAfter: 2 },
      { path: '^/v1.0/me$', status: 403, code: 'Directory_QuotaExceeded' },
      { path: '^/api/alerts$', status: 429, retryAfter: 9 },
      { method: 'POST', path: '/oauth2/v2.0/token$', status: 400, code: 50196 },
      { path: '/oauth2/v2.0/token$', status: 503 },
    ]);
    expect(await call('/v1.0/me')).toMatchObject({ status: 503, wait: '2' });
    expect((await call('/v1.0/me')).body).toContain('"code":"Directory_QuotaExceeded"');
    const throttled = await call('/api/alerts');
    expect(throttled).toMatchObject({ status: 429, wait: '9' });
    expect(throttled.body).toContain('"code":"TooManyRequests"');
    expect((await call('/x/oauth2/v2.0/token', 'POST')).body).toContain('"error_description":"AADSTS50196: ');
    expect((await call('/x/oauth2/v2.0/token', 'POST')).body).toContain('"error":"temporarily_unavailable"');
  });

  it.each([
    ['html', 'text/html', /^<html>/],
    ['empty', 'application/json', /^$/],
    ['truncated', 'application/json', /^\{"@odata.context".+[^}]$/s],
    ['shape', 'application/json', /^\{"unexpected":/],
  ])('corrupt an answer as %s after doing the work', async (malformed, type, body) => {
    const tenant = await createTestTenant();
    const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All');
    await control(tenant, 'POST faults', [{ method: 'POST', path: '/applications', malformed }]);
    const answer = await tenant.apiApp.request(`${testOrigins.api}/v1.0/applications`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: 'x' }),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(await answer.text()).toMatch(body);
    expect(tenant.tenant.view().applications).toHaveLength(2);
  });

  it('reach the pages as well', async () => {
    const tenant = await createTestTenant();
    await control(tenant, 'POST faults', [{ path: '/authorize$', status: 503, retryAfter: 4 }]);
    const page = pageOf(await browserFor(tenant).get(authorizeUrl({})));
    expect([page.status, page.headers.get('retry-after'), headingOf(page)]).toEqual([503, '4', 'Something went wrong']);
  });
});

describe('exchanges', () => {
  it('are recorded with the hosts of Microsoft and without anything secret', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'openid offline_access Application.ReadWrite.All');
    await graph('POST /applications', {
      displayName: 'x',
      passwordCredentials: [{ endDateTime: '2027-01-01T00:00:00Z' }],
    });
    const { text } = await control(tenant, 'GET exchanges');
    for (const value of tenant.issuedValues) expect(text).not.toContain(value);
    const [token, creation] = await exchanges(tenant);
    expect(token).toMatchObject({ method: 'POST', status: 200 });
    expect(token?.url).toMatch(/^https:\/\/login\.microsoftonline\.com\/.+\/oauth2\/v2\.0\/token$/);
    expect(token?.requestBody).toMatch(/client_secret=redacted.+code=redacted/);
    expect(creation).toMatchObject({
      url: 'https://graph.microsoft.com/v1.0/applications',
      requestHeaders: { authorization: 'Bearer redacted' },
      responseBody: { passwordCredentials: [{ secretText: 'redacted' }] },
    });
  });

  it('leave out what was corrupted or lies outside the contract, unless asked', async () => {
    const tenant = await createTestTenant();
    await control(tenant, 'POST faults', [
      { path: '/v1.0/me', malformed: 'html' },
      { path: '/v1.0/me', status: 503 },
    ]);
    const call = (path: string) => tenant.apiApp.request(`${testOrigins.api}${path}`);
    await call('/v1.0/me');
    await call('/v1.0/me');
    await call('/api/v1.0/alerts');
    await call('/common/discovery/instance');
    expect((await exchanges(tenant)).map(({ fault }) => fault)).toEqual(['status']);
    expect((await exchanges(tenant, '?faults=1')).map(({ fault }) => fault)).toEqual(['malformed', 'status']);
    expect(await exchanges(tenant, '?all=1')).toHaveLength(3);
  });
});

it('has no other controls', async () => {
  const tenant = await createTestTenant();
  expect((await control(tenant, 'GET secrets')).status).toBe(404);
  expect((await readAnswer(await tenant.apiApp.request(`${testOrigins.api}/control/state`))).status).toBe(404);
});
