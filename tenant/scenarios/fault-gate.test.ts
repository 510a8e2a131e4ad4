import { mkdtemp, readFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { RequestOptions } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@siem-connect/testing/free-port';
import { addressOf, httpBrowser, pageOf } from '@siem-connect/testing/http-browser';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTenant, type StartedTenant } from '../start-tenant';
import { authorizeUrl, portalCallback } from '../testing/test-clients';
import { testOrigins } from '../testing/test-tenant';

const everything = 'Application.ReadWrite.All';
let tenant: StartedTenant;
let trusted: string;

beforeAll(async () => {
  const started = await startTenant({
    browserPort: await freePort(),
    apiPort: await freePort(),
    portalUrl: 'http://localhost:3000',
    folder: path.join(await mkdtemp(path.join(os.tmpdir(), 'tenant-')), 'tenant'),
    issuedValuesFile: undefined,
  });
  if (!started.ok) throw new Error(started.error);
  tenant = started.value;
  trusted = await readFile(tenant.portalEnvironment.NODE_EXTRA_CA_CERTS ?? '', 'utf8');
});

beforeEach(async () => {
  await control('POST', 'reset');
});

afterAll(async () => {
  await tenant.stop();
});

async function control(method: string, what: string, body?: unknown): Promise<string> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(`${tenant.origins.browser}/control/${what}`, init)).text();
}

/** A busy machine takes its time. */
const PATIENCE = { timeout: 60_000 };

const countApplications = async () => (await control('GET', 'state')).split('"uniqueName":"new"').length - 1;

type Call = { readonly path: string; readonly headers?: Record<string, string>; readonly body?: string };
type Answer = { readonly status: number; readonly headers: Record<string, unknown>; readonly text: string };

function post({ path: pathname, headers = {}, body = '' }: Call, signal?: AbortSignal): Promise<Answer> {
  const options: RequestOptions = {
    method: 'POST',
    headers,
    ca: trusted,
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${tenant.origins.api}${pathname}`, options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const tokenPath = '/7cd60791-9969-5870-87f6-fa998274ada1/oauth2/v2.0/token';

async function tokenForm(): Promise<string> {
  const browser = httpBrowser({ staysOn: tenant.origins.browser });
  const address = authorizeUrl({ scope: everything, login_hint: 'global-admin@contoso.example' });
  const page = pageOf(await browser.get(address.replace(testOrigins.browser, tenant.origins.browser)));
  const code = addressOf(await browser.press(page, { decision: 'accept' })).searchParams.get('code') ?? '';
  return new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: portalCallback,
    client_id: tenant.portalEnvironment.ENTRA_CLIENT_ID ?? '',
    client_secret: tenant.portalEnvironment.ENTRA_CLIENT_SECRET ?? '',
  }).toString();
}

async function creation(): Promise<Call> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const { text } = await post({ path: tokenPath, headers: form, body: await tokenForm() });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(JSON.parse(text));
  return {
    path: '/v1.0/applications',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ displayName: 'connector', uniqueName: 'new' }),
  };
}

/** Posts, and gives up a call that hangs once the tenant has done with it what it was told. */
async function postInVain(call: Call, effect: object, made: number): Promise<void> {
  const client = new AbortController();
  const lost = expect(post(call, client.signal)).rejects.toThrow(/hang up|ECONNRESET|aborted/);
  await expect.poll(() => control('GET', 'faults'), PATIENCE).toBe('[]');
  await expect.poll(countApplications, PATIENCE).toBe(made);
  if ('hang' in effect) client.abort();
  await lost;
}

describe.each([
  [{ reset: 'before' }, 0],
  [{ reset: 'after' }, 1],
  [{ hang: 'before' }, 0],
  [{ hang: 'after' }, 1],
])('%j', (effect, made) => {
  it(`leaves the client without answer and ${made} applications`, async () => {
    const call = await creation();
    await control('POST', 'faults', [{ path: '^/v1.0/applications$', ...effect }]);
    await postInVain(call, effect, made);
    const recorded = () => control('GET', 'exchanges?faults=1');
    await expect.poll(recorded, PATIENCE).toContain(`"fault":"${Object.keys(effect).join('')}"`);
    expect(await control('GET', 'exchanges')).not.toContain('uniqueName');
  });

  it(`at one request of a batch breaks the whole batch and leaves ${made + 1} applications`, async () => {
    const call = await creation();
    const item = (id: string, uniqueName: string) => ({
      id,
      method: 'POST',
      url: '/applications',
      headers: { 'Content-Type': 'application/json' },
      body: { displayName: uniqueName, uniqueName },
    });
    await control('POST', 'faults', [{ path: '^/v1.0/applications$', body: '"new"', ...effect }]);
    const body = JSON.stringify({ requests: [item('1', 'new'), item('2', 'other')] });
    await postInVain({ ...call, path: '/v1.0/$batch', body }, effect, made);
    expect(await control('GET', 'state')).toContain('"uniqueName":"other"');
  });
});

describe('a refusal', () => {
  it.each([500, 503, 504])('%i after the work was done leaves the application', async (status) => {
    const call = await creation();
    await control('POST', 'faults', [{ path: '^/v1.0/applications$', status, after: true }]);
    expect((await post(call)).status).toBe(status);
    expect(await countApplications()).toBe(1);
  });

  it('of a proxy is a page', async () => {
    const call = await creation();
    await control('POST', 'faults', [{ path: '^/v1.0/applications$', status: 502, malformed: 'html' }]);
    const { status, text } = await post(call);
    expect(`${status} ${text}`).toMatch(/^502 <html>/);
    expect(await countApplications()).toBe(0);
  });

  it('brings Retry-After and the throttle headers with 429, and a challenge with 401', async () => {
    const call = await creation();
    await control('POST', 'faults', [
      { path: '^/v1.0/applications$', status: 429, retryAfter: 30 },
      { path: '^/v1.0/applications$', status: 401 },
      { path: '^/v1.0/applications$', status: 401, claims: true },
    ]);
    expect((await post(call)).headers).toMatchObject({
      'retry-after': '30',
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${tenant.portalEnvironment.ENTRA_CLIENT_ID ?? ''}/${tenant.portalEnvironment.ENTRA_TENANT_ID ?? ''}`,
    });
    expect(String((await post(call)).headers['www-authenticate'])).not.toContain('claims=');
    const challenge = String((await post(call)).headers['www-authenticate']);
    const claims = /error="insufficient_claims", claims="([^"]+)"$/.exec(challenge)?.[1] ?? '';
    expect(JSON.parse(Buffer.from(claims, 'base64').toString('utf8'))).toMatchObject({
      access_token: { nbf: { essential: true } },
    });
  });
});

it('an answer without its members still looks like one', async () => {
  const call = await creation();
  await control('POST', 'faults', [{ path: '^/v1.0/applications$', malformed: 'members' }]);
  const { status, text } = await post(call);
  expect([status, Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(text)))]).toEqual([
    201,
    ['@odata.context'],
  ]);
});

it('token requests are told apart by their body', async () => {
  await control('POST', 'faults', [
    { path: '/token$', body: 'grant_type=client_credentials', status: 400, code: 50076 },
  ]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await post({ path: tokenPath, headers, body: await tokenForm() })).status).toBe(200);
  const refused = await post({ path: tokenPath, headers, body: 'grant_type=client_credentials' });
  expect(JSON.parse(refused.text)).toMatchObject({
    error: 'invalid_grant',
    suberror: 'basic_action',
    error_codes: [50076],
  });
});
