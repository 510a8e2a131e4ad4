import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environment } from '@/lib/env';
import { ACTION, openTestDoor } from './testing/open-test-door';

const origin = environment().PORTAL_URL;
let door: Awaited<ReturnType<typeof openTestDoor>>;
beforeAll(async () => {
  door = await openTestDoor();
});
afterAll(() => door.close());

const onEveryAnswer = [
  ...['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options', 'permissions-policy'],
  ...['cross-origin-resource-policy', 'x-request-id'],
];

describe('the door', () => {
  it.each([
    ['/settings/siem', {}, 200],
    ['/settings/siem/', {}, 200],
    ['/favicon.svg', {}, 200],
    ['/favicon.svgx', {}, 404],
    ['/_next/image?url=x', {}, 404],
    ['/api/auth/_log', {}, 404],
    ['/approve/events', {}, 200],
    ['/approve/events', { method: 'POST' }, 405],
    ['/settings/siem', { method: 'TRACE' }, 405],
    ['/settings/siem', { method: 'OPTIONS' }, 405],
    ['/settings//siem', {}, 400],
    ['/settings/siem/..', {}, 400],
    ['/settings/siem/%2e%2e', {}, 400],
    ['/settings/siem/%2fx', {}, 400],
    ['/settings/siem/%zz', {}, 400],
    ['/settings/siem/%00', {}, 400],
    ['/settings/siem?a=%00', {}, 400],
    [`/settings/siem?a=${'a'.repeat(5_000)}`, {}, 414],
    ['http://evil.example/settings/siem', {}, 400],
    ['*', {}, 400],
    ['/settings/siem', { headers: { 'next-router-state-tree': '{' } }, 400],
    ['/settings/siem', { headers: { 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D' } }, 200],
    ['/settings/siem', { headers: { 'next-url': '/settings/siem' } }, 200],
    ['/settings/siem', { headers: { 'next-url': '/settings/%zz' } }, 400],
    ['/settings/siem', { headers: { 'next-url': '//evil.example' } }, 400],
    ['/settings/siem', { headers: { expect: 'a miracle' } }, 417],
  ] as const)('%s %j: %i, with the headers of every answer', async (path, sent, status) => {
    const answer = await door.send(path, sent);
    expect(answer.status).toBe(status);
    expect(onEveryAnswer.filter((name) => answer.headers[name] === undefined)).toEqual([]);
    expect(answer.text.includes('inside')).toBe(status === 200);
  });

  it('says which methods there are', async () => {
    expect((await door.send('/api/operations')).headers.allow).toBe('POST');
  });

  it.each([
    ['evil.example', 421],
    ['127.0.0.1:3000', 421],
    [`${new URL(origin).host}.`, 421],
    [`x@${new URL(origin).host}`, 421],
    ['', 421],
    ['LOCALHOST:3000', 200],
  ])('takes Host "%s" with %i', async (host, status) => {
    const answer = await door.send('/settings/siem', { headers: { host } });
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.text).toContain('PORTAL_URL');
    expect(answer.text).toContain('proxy_set_header Host $http_host;');
    expect(answer.text).not.toContain('evil.example');
  });

  it('shows metrics to a program on this machine that asks itself, and to nobody behind a proxy', async () => {
    const own = { host: '127.0.0.1:3000' };
    expect((await door.send('/metrics', { headers: own })).status).toBe(200);
    for (const headers of [
      { host: 'siem.contoso.example' },
      { host: '10.0.0.7' },
      { ...own, 'x-forwarded-for': '203.0.113.7' },
      { ...own, 'x-forwarded-proto': 'https' },
      { ...own, via: '1.1 proxy' },
      { ...own, authorization: 'Bearer made-up' },
    ]) {
      expect((await door.send('/metrics', { headers })).status).toBe('authorization' in headers ? 200 : 404);
      expect((await door.send('/metrics/', { headers })).status).toBe(421);
    }
    // As nginx asks where its file says nothing of it.
    expect(await door.sendRaw('GET /metrics HTTP/1.0\r\nHost: 127.0.0.1:3000\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 404 /,
    );
  });

  it('answers about its health under any name, and to programs in JSON', async () => {
    expect((await door.send('/api/health', { headers: { host: '10.0.0.7' } })).status).toBe(200);
    const answer = await door.send('/api/operations', { method: 'POST', headers: { host: 'evil.example' } });
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'host' } });
  });

  it.each([
    ['GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n', '421'],
    ['GET / HTTP/1.1\r\n\r\n', '421'],
    ['GARBAGE\r\n\r\n', '400'],
    ['GET / HTTP/1.1\r\nHost: HOST\r\nA: b\n c\r\n\r\n', '400'],
    ['POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', '400'],
    [`GET / HTTP/1.1\r\nHost: HOST\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
    ['CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n', '405'],
  ])('answers %j with %s, and with the headers of every answer', async (text, status) => {
    const answer = (await door.sendRaw(text)).toLowerCase();
    expect(answer).toMatch(new RegExp(`^http/1.1 ${status} `));
    expect(onEveryAnswer.filter((name) => !answer.includes(`\r\n${name}: `))).toEqual([]);
  });

  it.each([
    ...[undefined, 'null', 'https://evil.example', origin.replace('http:', 'https:'), `${origin}.evil.example`],
    ...[origin.replace('3000', '3001'), `${origin}/`, origin.toUpperCase()],
  ])('refuses what is posted from %s', async (from) => {
    const headers = { 'next-action': ACTION, ...(from === undefined ? {} : { origin: from }) };
    const { status, headers: answered } = await door.send('/settings/siem', { method: 'POST', headers, body: '[]' });
    expect([status, answered['x-request-id']]).toEqual([403, expect.any(String)]);
  });

  it('gives each answer an id and a nonce of its own, believes no id of a client, and keeps nothing but files', async () => {
    const headers = {
      'x-request-id': 'mine',
      'x-nonce': 'mine',
      'x-forwarded-host': 'evil.example',
      'x-middleware-subrequest': '1',
    };
    const answers = [await door.send('/settings/siem', { headers }), await door.send('/settings/siem', { headers })];
    const inner = door.reached.slice(-2);
    for (const name of ['x-request-id', 'content-security-policy'] as const) {
      expect(new Set(answers.map((answer) => answer.headers[name])).size).toBe(2);
      expect(inner.map((request) => request.headers[name])).toEqual(answers.map((answer) => answer.headers[name]));
    }
    expect(inner[0]?.headers).toMatchObject({
      'x-forwarded-host': new URL(origin).host,
      'x-request-path': '/settings/siem',
    });
    expect(inner[0]?.headers).not.toHaveProperty('x-middleware-subrequest');
    expect(answers[0]?.headers['cache-control']).toBe('no-store');
    expect((await door.send('/favicon.svg')).headers['cache-control']).toBeUndefined();
  });

  it('finds whose request it is by the connection, whatever a caller says', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7', 'x-client-address': '203.0.113.7' };
    await door.send('/settings/siem', { headers });
    expect(door.reached.at(-1)?.headers).toMatchObject({ 'x-client-address': '127.0.0.1' });
    expect(door.reached.at(-1)?.headers).not.toHaveProperty('x-forwarded-for');
    // What an action leads to is asked for by Next, on behalf of whoever called.
    const mark = { 'x-siem-connect-inner': String(door.reached.at(-1)?.headers['x-siem-connect-inner']) };
    await door.send('/settings/siem', { headers: { ...headers, ...mark } });
    expect(door.reached.at(-1)?.headers).toMatchObject({ 'x-client-address': '203.0.113.7' });
  });

  it('lets Next ask its own address for what an action leads to, and nobody who does not know the mark', async () => {
    await door.send('/settings/siem?q=a&_rsc=x');
    const { headers: inner = {} } = door.reached.at(-1) ?? {};
    expect(inner['x-request-path']).toBe('/settings/siem?q=a');
    const mark = String(inner['x-siem-connect-inner']);
    const ask = (sent: string) =>
      door.send('/settings/siem', { headers: { host: '127.0.0.1:3000', 'x-siem-connect-inner': sent } });
    expect((await ask(mark)).status).toBe(200);
    expect((await ask(`${mark}x`)).status).toBe(421);
  });

  it('lets the pop-up’s own pages reach the page that waits, and no other', async () => {
    expect((await door.send('/consent/done')).headers['cross-origin-opener-policy']).toBeUndefined();
    expect((await door.send('/settings/siem')).headers['cross-origin-opener-policy']).toBe('same-origin');
  });

  it('refuses a body that is longer than any here, announced or not', async () => {
    const headers = { origin, 'next-action': ACTION };
    const body = Buffer.alloc(9_000_000, ' ');
    expect((await door.send('/settings/siem', { method: 'POST', headers, body })).status).toBe(413);
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect((await door.send('/settings/siem', { method: 'POST', headers: chunked, body })).status).toBe(413);
  });

  it('hands a handler the bytes that were sent, and a page only what an action is called with', async () => {
    await door.send('/api/operations', { method: 'POST', headers: { origin }, body: '{"id":' });
    expect(door.reached.at(-1)?.body).toBe('{"id":');
    const headers = { origin, 'next-action': ACTION, 'content-type': 'text/plain' };
    await door.send('/settings/siem', { method: 'POST', headers, body: ' [ "a" ] ' });
    expect(door.reached.at(-1)?.body).toBe('["a"]');
    for (const body of ['{', '', '{}', '["$@1"]']) {
      expect((await door.send('/settings/siem', { method: 'POST', headers, body })).status).toBe(400);
    }
    const other = { ...headers, 'next-action': 'f'.repeat(42) };
    const unknown = await door.send('/settings/siem', { method: 'POST', headers: other, body: '[]' });
    expect([unknown.status, unknown.headers['x-nextjs-action-not-found']]).toEqual([404, '1']);
  });

  it('says nothing of what the framework threw', async () => {
    const answer = await door.send('/settings/siem?fails', { headers: { 'accept-language': 'sv' } });
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('Något gick fel');
    expect(answer.text).not.toContain('hunter2');
  });
});
