import { defenderApiNames } from '@siem-connect/foundation/api-names';
import { describe, expect, it, vi } from 'vitest';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { fail, succeed } from '@/lib/result';
import {
  defenderToken,
  detectionClient,
  graphToken,
  refusalOf,
  rowsOf,
  testTenantId,
  tokenFor,
  type FakeUpstream,
} from './testing/detection-client';
import { matchingDefenderAlert, matchingGraphAlert } from './testing/sample-detection';

const since = '?sinceTimeUtc=2020-01-01T00:00:00.000';
const none: FakeUpstream = () => Response.json({ value: [] });
const never: FakeUpstream = (url) => {
  throw new Error(`Nobody should have asked ${url.href}`);
};
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a request is refused', () => {
  it('with 404 when the API is switched off', async () => {
    const client = detectionClient(graphToken, never, { isOn: false });
    expect(await refusalOf(await client.get())).toMatchObject({ status: 404, code: 'NotFound' });
  });

  it.each<Record<string, string>>([{}, { authorization: 'Basic eDp5' }, { authorization: 'Bearer' }])(
    'with 401 when it has no token: %j',
    async (headers) => {
      const answer = await detectionClient('', never).get(since, { headers });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'Unauthorized' });
    },
  );

  it.each([
    ['opaque', /no token of Microsoft Entra ID/],
    ['x'.repeat(20_000), /no token of Microsoft Entra ID/],
    [tokenFor('https://graph.windows.net'), /retired SIEM API/],
    [tokenFor('https://api.securitycenter.windows.example'), /another API/],
    [tokenFor('https://WDATPAlertExport.Seville.onmicrosoft.com'), /retired SIEM API/],
    [tokenFor('https://graph.microsoft.com.evil.example'), /another API/],
    [tokenFor('https://vault.azure.net'), /another API/],
    [tokenFor('https://graph.microsoft.com', { tid: 'fb1b6ae6-1f3c-4d1b-8d4c-0a3b6c2f9f11' }), /another tenant/],
    [tokenFor('https://api.securitycenter.microsoft.com', { tid: '' }), /another tenant/],
  ])('with 401 when its token is for neither API or of another tenant', async (token, message) => {
    const refusal = await refusalOf(await detectionClient('', never).get(since, bearer(await token)));
    expect(refusal).toMatchObject({ status: 401 });
    expect(refusal.message).toMatch(message);
  });

  it.each([
    ['worldwide', 'https://api.securitycenter.microsoft.com/.default, or https://graph.microsoft.com/.default'],
    ['gcc-high', 'https://api-gov.securitycenter.microsoft.us/.default, or https://graph.microsoft.us/.default'],
    ['china', 'has no API for alerts'],
  ] as const)('with the scopes that there are in the cloud %s', async (cloud, words) => {
    const client = detectionClient(await tokenFor('https://vault.azure.net'), never, { cloud: cloudWith({}, cloud) });
    expect((await refusalOf(await client.get(since))).message).toContain(words);
  });

  it.each(['?limit=x', '?filter=1'])('with 400 and words for %s', async (query) => {
    expect(await refusalOf(await detectionClient(graphToken, never).get(query))).toMatchObject({ status: 400 });
  });

  it('with 400 when it asks the Defender API for tags, which it does not tell', async () => {
    const client = detectionClient(defenderToken, never);
    expect(await refusalOf(await client.get('?DeviceCreatedMachineTags=vip'))).toMatchObject({ status: 400 });
  });

  it.each([
    [401, 401, 'Unauthorized'],
    [403, 403, 'Forbidden'],
    [429, 429, 'TooManyRequests'],
    [500, 503, 'ServiceUnavailable'],
    [503, 503, 'ServiceUnavailable'],
    [400, 502, 'BadGateway'],
    [404, 502, 'BadGateway'],
  ])('as Microsoft refuses it: %i becomes %i', async (theirs, status, code) => {
    const upstream: FakeUpstream = () =>
      Response.json(
        { error: { message: 'words of theirs' } },
        { status: theirs, headers: { 'retry-after': '17', 'request-id': 'r-1' } },
      );
    const client = detectionClient(graphToken, upstream);
    const answer = await client.get(since);
    expect(answer.headers.get('retry-after')).toBe('17');
    expect(answer.headers.get('x-upstream-request-id')).toBe('r-1');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const refusal = await refusalOf(answer);
    expect(refusal).toMatchObject({ status, code });
    expect(refusal.message).not.toContain('theirs');
    expect(client.asked).toHaveLength(1);
    expect(client.waits).toEqual([]);
  });

  it.each([
    [() => Promise.reject(new TypeError('connect ECONNREFUSED')), 504],
    [() => new Response('<html>'), 502],
    [() => Response.json({ value: 'x' }), 502],
    [() => Response.json(null), 502],
  ])('when Microsoft gives no answer or none that can be used', async (upstream, status) => {
    expect(await refusalOf(await detectionClient(graphToken, upstream).get(since))).toMatchObject({ status });
  });

  it('when too many of the same caller are under way, until one of them ends', async () => {
    const client = detectionClient(graphToken, none);
    const open = await Promise.all([1, 2, 3, 4].map(() => client.get(since)));
    const refused = await client.get(since);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refusalOf(refused)).toMatchObject({ status: 429 });
    await open[0]?.text();
    await open[1]?.body?.cancel();
    expect((await client.get(since)).status).toBe(200);
    expect((await client.get(since)).status).toBe(200);
    expect((await client.get(since)).status).toBe(429);
  });

  it('is not counted when it was refused', async () => {
    const client = detectionClient(graphToken, () => new Response(null, { status: 403 }));
    for (let time = 0; time < 6; time += 1) expect((await client.get(since)).status).toBe(403);
  });
});

describe('a token that nobody can vouch for', () => {
  const plausible = { prove: () => Promise.resolve(succeed('plausible' as const)) };
  const from = (address: string) => ({
    headers: { authorization: `Bearer ${graphToken}`, 'x-client-address': address },
  });

  it('is not passed on when something speaks against it, and that is counted', async () => {
    const client = detectionClient(defenderToken, never, { prove: () => Promise.resolve(fail('forged' as const)) });
    expect(await refusalOf(await client.get(since))).toMatchObject({ status: 401, code: 'Unauthorized' });
    expect(client.refused).toEqual(['forged']);
  });

  it('has its signature checked where that can be done', async () => {
    const asked: string[] = [];
    const prove = (_token: string, signature: string) => {
      asked.push(signature);
      return Promise.resolve(succeed('plausible' as const));
    };
    await detectionClient(defenderToken, none, { prove }).get(since);
    await detectionClient(graphToken, none, { prove }).get(since);
    expect(asked).toEqual(['checked', 'unchecked']);
  });

  it('is passed on once when Microsoft refuses it', async () => {
    const client = detectionClient(graphToken, () => new Response(null, { status: 401 }), plausible);
    for (let time = 0; time < 5; time += 1) expect((await client.get(since)).status).toBe(401);
    expect(client.asked).toHaveLength(1);
    expect(client.refused).toEqual(Array<string>(4).fill('refusedBefore'));
  });

  it('leaves half of all places to callers that Microsoft knows', async () => {
    const client = detectionClient(graphToken, none, plausible);
    // All at once: the first that Microsoft takes makes the token known.
    const addresses = ['1', '2', '3', '4'].flatMap((address) => [address, address, address, address]);
    const answers = await Promise.all(addresses.map((address) => client.get(since, from(address))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(8);
    await Promise.all(answers.map((answer) => answer.text()));
    // Microsoft has taken it by now.
    expect((await client.get(since, from('5'))).status).toBe(200);
  });
});

describe('the token', () => {
  it('of the portal’s tenant is taken in either case of its id', async () => {
    const token = await tokenFor('https://graph.microsoft.com', { tid: testTenantId.toUpperCase() });
    expect((await detectionClient(token, none).get(since)).status).toBe(200);
  });

  it.each(defenderApiNames)(
    'for %s goes to the Defender API, whichever of its names it was asked for',
    async (name) => {
      for (const audience of [name, `${name}/`, name.toUpperCase()]) {
        const client = detectionClient(await tokenFor(audience), none);
        expect((await client.get(since)).status).toBe(200);
        expect(client.asked.map(({ origin }) => origin)).toEqual(['https://defender.example']);
      }
    },
  );

  it('of Graph goes to Graph, with a filter for endpoints', async () => {
    const headers: string[] = [];
    const client = detectionClient(graphToken, (url, init) => {
      headers.push(new Headers(init.headers).get('authorization') ?? '');
      expect(init.redirect).toBe('error');
      return none(url, init);
    });
    await client.get('?sinceTimeUtc=2026-11-22T11:00:00Z');
    expect(client.asked.map(({ origin, pathname }) => origin + pathname)).toEqual([
      'https://graph.example/v1.0/security/alerts_v2',
    ]);
    expect(client.asked[0]?.searchParams.get('$filter')).toBe(
      "lastUpdateDateTime ge 2026-11-22T10:55:00.000Z and createdDateTime lt 2026-11-22T12:00:00Z and serviceSource eq 'microsoftDefenderForEndpoint'",
    );
    expect(headers).toEqual([`Bearer ${graphToken}`]);
  });

  it('of Defender goes to Defender, with evidence', async () => {
    const client = detectionClient(defenderToken, none);
    await client.get('?limit=20&untilTimeUtc=2026-11-22T11:30:00.5');
    expect(client.asked[0]?.href).toBe(
      'https://defender.example/api/alerts?%24filter=lastUpdateTime%20ge%202026-11-22T09%3A55%3A00.000Z%20and%20alertCreationTime%20lt%202026-11-22T11%3A30%3A00.5Z&%24expand=evidence&%24top=50',
    );
  });

  it('may ask for all time, of which Microsoft knows no year before the first', async () => {
    const client = detectionClient(graphToken, none);
    await client.get('?sinceTimeUtc=0001-01-01T00:00:00');
    expect(client.asked[0]?.searchParams.get('$filter')).toContain('lastUpdateDateTime ge 1970-01-01T00:00:00.000Z');
  });

  it('is in no report and in nothing that is printed, whatever goes wrong', async () => {
    const printed = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error'), vi.spyOn(process.stdout, 'write')];
    const upstreams: readonly FakeUpstream[] = [
      none,
      () => new Response(null, { status: 401 }),
      (_url, init) => Promise.reject(new TypeError(JSON.stringify(init.headers))),
      (_url, init) => Response.json({ value: JSON.stringify(init.headers) }),
    ];
    const texts: string[] = [];
    for (const upstream of upstreams) {
      const client = detectionClient(graphToken, upstream);
      const answer = await client.get(since);
      texts.push(await answer.text(), JSON.stringify([...answer.headers]), JSON.stringify(client.reports));
      expect(client.reports).toHaveLength(1);
    }
    const all = texts.concat(printed.flatMap(({ mock }) => mock.calls.map((call) => call.map(String).join(' '))));
    printed.forEach((spy) => spy.mockRestore());
    for (const part of graphToken.split('.')) expect(all.filter((text) => text.includes(part))).toEqual([]);
  });
});

describe('an answer', () => {
  it('is an array of rows that nobody keeps', async () => {
    const client = detectionClient(graphToken, () => Response.json({ value: [matchingGraphAlert] }));
    const answer = await client.get(since);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await rowsOf(answer)).toMatchObject([{ AlertId: matchingGraphAlert.id, FileName: 'cmdParent.exe' }]);
    expect(client.reports).toEqual([
      { api: 'graph-alerts', end: 'complete', rows: 1, problem: null, upstreamRequestId: null },
    ]);
  });

  it('is an empty array when there are none', async () => {
    expect(await (await detectionClient(defenderToken, none).get()).text()).toBe('[]');
  });

  it('holds only rows of the wanted groups', async () => {
    const value = ['A', 'B', null].map((rbacGroupName) => ({ ...matchingDefenderAlert, rbacGroupName }));
    const client = detectionClient(defenderToken, () => Response.json({ value }));
    const found = await rowsOf(await client.get(`${since}&machinegroups=B&machinegroups=C`));
    expect(found.map(({ MachineGroup }) => MachineGroup)).toEqual(['B']);
  });
});
