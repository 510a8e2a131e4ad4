import { randomUUID } from 'node:crypto';
import { httpBrowser } from '@siem-connect/testing/http-browser';
import { z } from 'zod';
import { parseEvents } from './chaos/operation-door';
import { operator } from './chaos/operator';
import { nobodyWatches } from './chaos/test-world';
import { expect, test } from './fixtures';

const DOOR = '/api/operations';
const viewSchema = z.looseObject({ id: z.string(), state: z.string(), possible: z.array(z.string()) });

type Call = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string | null>> };

/** A program that has a person's session cookie. */
async function program(portalUrl: string, upn: string | null) {
  const browser = httpBrowser();
  const person = operator(portalUrl, upn ?? '', browser);
  if (upn) await person.signIn();
  const call = async (method: string, path: string, { body, headers = {} }: Call = {}) => {
    const sent = { cookie: browser.cookiesFor(portalUrl), origin: portalUrl, ...headers };
    const named = new Headers();
    for (const [name, value] of Object.entries<string | null>(sent)) if (value !== null) named.set(name, value);
    const answer = await fetch(portalUrl + path, {
      method,
      headers: named,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text };
  };
  return {
    ...person,
    call,
    begin: (operation: unknown, id = randomUUID()) => call('POST', DOOR, { body: begun(operation, id) }),
  };
}

const begun = (operation: unknown, id: string) => ({ id, displayMode: 'popup', operation });
const enable = { kind: 'enable', name: 'By program', api: 'defender-alerts', region: 'eu', secretDays: 30 };
/** What differs from answer to answer. */
const anonymous = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

test('a program begins, follows and cancels an operation, and is told what it is promised', async ({
  servers,
  people,
}) => {
  const { call, begin, consent } = await program(servers.portalUrl, people.securityAppAdmin);
  const id = randomUUID();
  const first = await begin(enable, id);
  expect([first.status, first.headers.get('location')]).toEqual([201, `${DOOR}/${id}`]);
  // The same click once more begins nothing else.
  expect((await begin(enable, id)).status).toBe(201);
  const waiting = viewSchema.parse(JSON.parse((await call('GET', `${DOOR}/${id}`)).text));
  expect(waiting).toMatchObject({ id, kind: 'enable', state: 'waiting', possible: ['cancel'] });

  await consent(id);
  const stream = parseEvents((await call('GET', `${DOOR}/${id}/events`)).text);
  expect(stream.map(({ event }) => event).slice(-2)).toEqual(['result', 'end']);
  expect(stream.findLast(({ event }) => event === 'operation')?.data).toMatchObject({ state: 'done' });
  // The result was told once.
  const again = parseEvents((await call('GET', `${DOOR}/${id}/events`)).text);
  expect(again.map(({ event }) => event)).toEqual(['operation', 'end']);

  const other = randomUUID();
  await begin(enable, other);
  expect((await call('DELETE', `${DOOR}/${other}`)).status).toBe(204);
  const gone = await call('DELETE', `${DOOR}/${other}`);
  expect(gone.status).toBe(409);
  expect(JSON.parse(gone.text)).toMatchObject({ error: { code: 'state', state: 'cancelled', possible: ['repeat'] } });
});

test('a stream that was cut goes on where it was', async ({ servers, people }) => {
  const { call, begin } = await program(servers.portalUrl, people.securityAppAdmin);
  const id = randomUUID();
  await begin(enable, id);
  await call('DELETE', `${DOOR}/${id}`);
  const whole = await call('GET', `${DOOR}/${id}/events`);
  const lastId = /^id: (.*)$/m.exec(whole.text)?.[1] ?? '';
  expect(whole.headers.get('content-type')).toContain('text/event-stream');
  const rest = await call('GET', `${DOOR}/${id}/events`, { headers: { 'last-event-id': lastId } });
  expect(parseEvents(rest.text).map(({ event }) => event)).toEqual(['end']);
});

test('bad input is refused with the field, and nothing is begun', async ({ servers, people }) => {
  const { call, begin } = await program(servers.portalUrl, people.securityAppAdmin);
  const bad = [
    ['{', null],
    [{}, 'id'],
    [begun({ ...enable, name: ' ' }, randomUUID()), 'operation.name'],
    [begun({ ...enable, secretDays: 0 }, randomUUID()), 'operation.secretDays'],
    [begun({ kind: 'no-such-kind' }, randomUUID()), 'operation.kind'],
    [begun({ kind: 'tokens', connectorId: 'x' }, randomUUID()), 'operation.connectorId'],
    ['x'.repeat(20_000), null],
  ] as const;
  for (const [body, field] of bad) {
    const answer = await call('POST', DOOR, { body });
    expect(answer.status, JSON.stringify(body).slice(0, 80)).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'input', ...(field === null ? {} : { field }) } });
  }
  expect((await begin({ kind: 'tokens', connectorId: randomUUID() })).status).toBe(404);
});

test('what is another’s and what never was get the same answer', async ({ servers, people }) => {
  const owner = await program(servers.portalUrl, people.securityAppAdmin);
  const stranger = await program(servers.portalUrl, people.globalAdmin);
  const id = randomUUID();
  await owner.begin(enable, id);
  const requests = [
    ['GET', ''],
    ['GET', '/events'],
    ['POST', '/retry'],
    ['POST', '/undo'],
    ['DELETE', ''],
  ] as const;
  for (const [method, path] of requests) {
    const theirs = await stranger.call(method, `${DOOR}/${id}${path}`);
    const nobodys = await stranger.call(method, `${DOOR}/${randomUUID()}${path}`);
    expect([theirs.status, nobodys.status]).toEqual([404, 404]);
    expect(anonymous(theirs.text)).toBe(anonymous(nobodys.text));
  }
  const theirs = await stranger.begin({ kind: 'repeat', operationId: id });
  expect(theirs.status).toBe(404);
  expect(viewSchema.parse(JSON.parse((await owner.call('GET', `${DOOR}/${id}`)).text)).state).toBe('waiting');
});

test('nobody, a viewer, another origin and a flood are refused', async ({ servers, people }) => {
  const nobody = await program(servers.portalUrl, null);
  expect((await nobody.begin(enable)).status).toBe(401);
  expect((await nobody.call('GET', `${DOOR}/${randomUUID()}`)).status).toBe(401);
  const viewer = await program(servers.portalUrl, people.securityReader);
  expect((await viewer.begin(enable)).status).toBe(403);
  const person = await program(servers.portalUrl, people.securityAppAdmin);
  for (const origin of ['https://evil.example', null]) {
    const body = begun(enable, randomUUID());
    expect((await person.call('POST', DOOR, { body, headers: { origin } })).status).toBe(403);
    expect((await person.call('DELETE', `${DOOR}/${randomUUID()}`, { headers: { origin } })).status).toBe(403);
  }
  let last = await person.begin(enable);
  for (let count = 0; count < 60 && last.status === 201; count += 1) last = await person.begin(enable);
  expect(last.status).toBe(429);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('an operation that stands elsewhere says where, and what is possible', async ({ servers, people }) => {
  const person = await program(servers.portalUrl, people.securityAppAdmin);
  const id = randomUUID();
  await person.begin(enable, id);
  for (const request of ['retry', 'undo']) {
    const answer = await person.call('POST', `${DOOR}/${id}/${request}`);
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { state: 'waiting', possible: ['cancel'] } });
  }
  const [connector] =
    (await person.enable({ name: 'Stands', api: 'defender-alerts' }, nobodyWatches)) === 'enabled'
      ? await person.list()
      : [];
  const connectorId = connector?.id ?? '';
  // Tokens take a sign-in of their own each time: a failed try cannot be retried with the old one.
  const tokens = await person.begin({ kind: 'permissions', connectorId });
  expect(tokens.status).toBe(201);
});

test('the door is described by an OpenAPI document', async ({ servers }) => {
  const { call } = await program(servers.portalUrl, null);
  const { status, text } = await call('GET', '/api/openapi.json');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0', paths: { '/api/operations': { post: {} } } });
});
