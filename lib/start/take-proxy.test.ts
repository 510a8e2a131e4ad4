import { createServer as createHttpServer } from 'node:http';
import { createServer, get } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { processEnvironment } from '@/lib/env';
import { callGraph } from '@/lib/graph/graph-request';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { systemClock } from '@/lib/http/retry';
import { openServerCertificate } from '@/tenant/store/server-certificate';
import { takeProxy } from './take-proxy';

const folder = await mkdtemp(path.join(os.tmpdir(), 'proxy-'));
const { certificate: cert, key } = await openServerCertificate(folder, Date.now());
const microsoft = createServer({ cert, key }, (_, response) =>
  response.setHeader('content-type', 'application/json').end('{}'),
);

const asked: string[] = [];
let refuses: number | null = null;
/** A real one: it opens a way to wherever it is asked for, or says why not. */
const proxy = createHttpServer().on('connect', (request, socket) => {
  asked.push(request.url ?? '');
  if (refuses !== null) return socket.end(`HTTP/1.1 ${refuses} Refused\r\n\r\n`);
  const way = connect(portOf(microsoft), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    way.pipe(socket).pipe(way);
  });
  way.on('error', () => socket.destroy());
  socket.on('error', () => way.destroy());
});

function portOf(server: { address: () => AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address.port;
}

const listen = (server: typeof microsoft | typeof proxy) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const trusted = getCACertificates('default');

let closedPort = 0;

beforeAll(async () => {
  await Promise.all([listen(microsoft), listen(proxy)]);
  const gone = createHttpServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  closedPort = portOf(gone);
  await new Promise((resolve) => gone.close(resolve));
});
afterEach(() => {
  refuses = null;
  asked.length = 0;
  setDefaultCACertificates(trusted);
});
afterAll(async () => {
  microsoft.closeAllConnections();
  proxy.closeAllConnections();
  microsoft.close();
  proxy.close();
  await rm(folder, { recursive: true });
});

const origin = () => `https://localhost:${portOf(microsoft)}`;
const ask = (graphUrl: string) =>
  callGraph(
    { graphUrl, token: 'token', fetch: outgoingFetch, clock: systemClock },
    { method: 'GET', path: '/me', answer: z.object({}) },
  );

it('names who issued a certificate that is not trusted', async () => {
  expect(await ask(origin())).toMatchObject({
    error: {
      kind: 'unreachable',
      network: { kind: 'untrusted', host: 'localhost', issuer: 'SIEM Connect embedded tenant' },
    },
  });
  setDefaultCACertificates([...trusted, cert]);
  expect(await ask(origin())).toMatchObject({ ok: true });
});

it.each([
  ['refused', () => `https://localhost:${closedPort}`],
  ['name', 'https://nowhere.invalid'],
  ['tls', () => `https://localhost:${portOf(proxy)}`],
] as const)('tells that a host is not reached: %s', async (kind, where) => {
  const url = typeof where === 'string' ? where : where();
  expect(await ask(url)).toMatchObject({ error: { kind: 'unreachable', network: { kind } } });
});

it('lets everything take the proxy, but what NO_PROXY names', async () => {
  setDefaultCACertificates([...trusted, cert]);
  const restore = takeProxy({
    ...processEnvironment(),
    HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`,
    NO_PROXY: 'elsewhere.example',
  });
  const host = `localhost:${portOf(microsoft)}`;
  expect(await ask(origin())).toMatchObject({ ok: true });
  expect(asked).toEqual([host]);
  // The library of the sign-in has sockets of its own.
  expect(await statusBySocket()).toBe(200);
  expect(asked).toEqual([host, host]);
  restore();
  expect(await ask(origin())).toMatchObject({ ok: true });
  expect(asked).toHaveLength(2);
});

it('tells a proxy that refuses', async () => {
  const restore = takeProxy({ ...processEnvironment(), HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
  refuses = 407;
  expect(await ask(origin())).toMatchObject({ error: { network: { kind: 'proxy', code: 'CONNECT 407' } } });
  restore();
});

it('tells a proxy that is not there from a host that is not', async () => {
  const restore = takeProxy({ ...processEnvironment(), HTTPS_PROXY: 'http://127.0.0.1:1' });
  expect(await ask(origin())).toMatchObject({ error: { network: { kind: 'proxy', code: 'ECONNREFUSED' } } });
  restore();
});

function statusBySocket(): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(origin(), (answer) => resolve(answer.resume().statusCode)).once('error', reject);
  });
}
