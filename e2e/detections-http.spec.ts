import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { expect, test as base } from './fixtures';
import { beginningOf, bodyOf, sendRaw } from './support/raw-http';
import type { Servers } from './support/servers';

/** More alerts than a page of Microsoft's has, hence two calls. */
const TWO_PAGES = '?ago=P40D';
/** The second page's call: the first is let through. */
const secondPage = { path: '^/api/alerts$', skip: 1 } as const;

const rowsSchema = z.array(z.object({ AlertId: z.string(), AlertTitle: z.string(), LastProcessedTimeUtc: z.string() }));
const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const reportSchema = z.object({ requestId: z.string(), end: z.string(), problem: z.string().nullable() });

type Caller = {
  readonly token: string;
  readonly get: (address: string, headers?: Readonly<Record<string, string>>) => ReturnType<typeof sendRaw>;
};

/** A SIEM with a token of its own, which knows HTTP and nothing else. */
const test = base.extend<{ readonly caller: Caller }>({
  caller: async ({ siem, signIn, servers, playwright, people }, provide) => {
    await signIn(people.securityAppAdmin);
    await siem.enableConnector({ name: 'Plain HTTP' }, people.securityAppAdmin);
    const form = {
      grant_type: 'client_credentials',
      client_id: await siem.copied('Application (client) ID'),
      client_secret: await siem.copied('Client secret'),
      scope: await siem.copied('Scope'),
    };
    const entra = await playwright.request.newContext({ ignoreHTTPSErrors: true });
    const answer = await entra.post(await siem.copied('Token URL'), { form });
    const { access_token: token } = z.object({ access_token: z.string() }).parse(await answer.json());
    await entra.dispose();
    const authorization = `Bearer ${token}`;
    await provide({
      token,
      get: (address, headers) =>
        sendRaw(servers.portalUrl + address, { headers: { authorization, connection: 'close', ...headers } }),
    });
    const log = portalLog(servers);
    expect(log).toContain('"event":"detections"');
    for (const part of token.split('.')) expect(log).not.toContain(part);
  },
});

test('a plain client gets the rows at both addresses, and words when it gets none', async ({ caller, servers }) => {
  const answer = await caller.get(`/api/alerts${TWO_PAGES}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'transfer-encoding': 'chunked',
  });
  expect(answer.headers).not.toHaveProperty('set-cookie');
  const whole = await bodyOf(answer);
  expect(whole.isWhole).toBe(true);
  const rows = rowsSchema.parse(JSON.parse(whole.text));
  expect(new Set(rows.map(({ AlertId }) => AlertId)).size).toBeGreaterThan(250);
  await expectReport(servers, answer, { end: 'complete', problem: null });

  const withSlash = await caller.get('/api/alerts/?ago=P40D&limit=3');
  expect(withSlash.statusCode).toBe(200);
  expect(rowsSchema.parse(JSON.parse((await bodyOf(withSlash)).text))).toEqual(rows.slice(0, 3));

  for (const [address, headers, status] of [
    ['/api/alerts', { authorization: '' }, 401],
    ['/api/alerts/', { authorization: 'Bearer x.y.z' }, 401],
    ['/api/alerts/?limit=0', {}, 400],
  ] as const) {
    const refused = await caller.get(address, headers);
    expect(refused.statusCode, address).toBe(status);
    expect(refused.headers['content-type']).toContain('application/json');
    expect(refusalSchema.parse(JSON.parse((await bodyOf(refused)).text)).error.message).not.toBe('');
    expect(refused.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  }
});

test('other methods are refused, and none of them asks Microsoft', async ({ caller, servers, tenant }) => {
  await caller.get('/api/alerts?limit=1').then(bodyOf);
  const asked = async () => (await tenant.exchangeLines()).split('\n').filter((line) => line.includes('/api/alerts?'));
  const before = (await asked()).length;
  expect(before).toBeGreaterThan(0);
  const headers = { authorization: `Bearer ${caller.token}`, connection: 'close' };
  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE']) {
    for (const address of ['/api/alerts', '/api/alerts/']) {
      const answer = await sendRaw(servers.portalUrl + address, { method, headers });
      expect(answer.statusCode, `${method} ${address}`).toBe(405);
      expect((await bodyOf(answer)).text).toBe('');
    }
  }
  expect(await asked()).toHaveLength(before);
});

for (const encoding of ['identity', 'gzip']) {
  test(`rows leave before the next page comes, and a client that goes away ends its call: ${encoding}`, async ({
    caller,
    servers,
    tenant,
  }) => {
    await tenant.faults({ ...secondPage, hang: 'before' });
    const answer = await caller.get(`/api/alerts${TWO_PAGES}`, { 'accept-encoding': encoding });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-encoding']).toBe(encoding === 'gzip' ? 'gzip' : undefined);
    expect(await beginningOf(answer, 200_000)).toMatch(/^\[\{"AlertTime":"/);
    await expect.poll(() => tenant.pendingFaults()).toBe(0);
    expect(await hangingCalls(servers)).toBe(0);
    answer.destroy();
    // The tenant writes a call down when its connection has gone.
    await expect.poll(() => hangingCalls(servers)).toBe(1);
    await expectReport(servers, answer, { end: 'left' });
  });
}

for (const encoding of ['identity', 'gzip']) {
  test(`the connection is cut when the second page fails: ${encoding}`, async ({ caller, servers, tenant }) => {
    await tenant.faults({ ...secondPage, status: 400 });
    const answer = await caller.get(`/api/alerts${TWO_PAGES}`, { 'accept-encoding': encoding });
    expect(answer.statusCode).toBe(200);
    const { text, isWhole } = await bodyOf(answer);
    expect(isWhole).toBe(false);
    expect(text.length).toBeGreaterThan(10_000);
    if (encoding === 'identity') {
      expect(text).toMatch(/^\[\{"AlertTime":"/);
      expect(() => {
        JSON.parse(text);
      }).toThrow();
    }
    await expectReport(servers, answer, { end: 'interrupted', problem: 'badRequest' });
    // The next one is served as ever.
    expect(
      rowsSchema.parse(JSON.parse((await bodyOf(await caller.get('/api/alerts?ago=P40D&limit=1'))).text)),
    ).toHaveLength(1);
  });
}

function portalLog({ folder }: Servers): string {
  return readFileSync(path.join(folder, 'portal.log'), 'utf8');
}

/** Waits until the portal's log tells of this answer, once and like this. */
async function expectReport(
  servers: Servers,
  { headers }: Awaited<ReturnType<typeof sendRaw>>,
  report: Readonly<Record<string, unknown>>,
): Promise<void> {
  // The log is written a moment after the answer has ended, and the last line may still be half a line.
  const told = () => {
    const lines = portalLog(servers).split('\n').slice(0, -1);
    const reports = lines.filter((line) => line.includes('"event":"detections"'));
    return reports
      .map((line) => reportSchema.parse(JSON.parse(line)))
      .filter(({ requestId }) => requestId === headers['x-request-id']);
  };
  await expect.poll(told).toEqual([expect.objectContaining(report)]);
}

/** Calls for alerts that the tenant never answered and that are over. */
async function hangingCalls({ tenantUrl }: Servers): Promise<number> {
  const lines = (await (await fetch(`${tenantUrl}/control/exchanges?faults=1`)).text()).split('\n');
  return lines.filter((line) => line.includes('"fault":"hang"') && line.includes('/api/alerts?')).length;
}
