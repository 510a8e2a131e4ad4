import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RetryStatus } from '@/lib/http/retry';
import type { GraphContext } from './graph-context';
import { callGraph } from './graph-request';

type Step = (request: Request) => Response | Promise<Response>;

/** Graph that answers each request with the next step; one too many fails the test. */
function graph(...steps: readonly Step[]) {
  const requests: Request[] = [];
  const waits: RetryStatus[] = [];
  const slept: number[] = [];
  const context: GraphContext = {
    graphUrl: 'https://graph.example:8443',
    token: 'the-token',
    async fetch(input, init) {
      const request = new Request(input, init);
      const step = steps[requests.length];
      requests.push(request);
      if (!step) throw new Error('an unexpected request');
      return step(request);
    },
    clock: {
      now: () => 1_000,
      sleep: (milliseconds) => {
        slept.push(milliseconds);
        return Promise.resolve();
      },
      onRetry: (wait) => {
        waits.push(wait);
      },
    },
  };
  return { context, requests, waits, slept };
}

const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init);
const busy = (status: number, retryAfter?: string) => () =>
  Response.json(
    { error: { code: 'TooManyRequests', message: 'busy' } },
    { status, headers: { 'request-id': 'r-1', ...(retryAfter ? { 'Retry-After': retryAfter } : {}) } },
  );
const get = { method: 'GET', path: '/me', answer: z.object({ id: z.string() }) } as const;
const post = { ...get, method: 'POST', body: { a: 1 } } as const;

describe('callGraph', () => {
  it('sends the token to the configured host only, under v1.0, with an id of its own', async () => {
    const { context, requests } = graph(json({ id: 'p' }));
    expect(await callGraph(context, get)).toEqual({ ok: true, value: { id: 'p' } });
    const [request] = requests;
    expect(request?.url).toBe('https://graph.example:8443/v1.0/me');
    expect(request?.headers.get('authorization')).toBe('Bearer the-token');
    expect(request?.headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [400, 'badRequest'],
    [500, 'unavailable'],
  ])('reads status %i as %s, with Microsoft’s request id', async (status, kind) => {
    const { context } = graph(
      json({ error: { code: 'Some_Code', message: 'words' } }, { status, headers: { 'request-id': 'theirs' } }),
    );
    const answer = await callGraph(context, post);
    expect(answer).toMatchObject({ ok: false, error: { kind, status, code: 'Some_Code', requestId: 'theirs' } });
  });

  it('waits as long as it is told, says so, and goes on', async () => {
    const { context, waits, slept } = graph(busy(429, '7'), busy(503, '2'), json({ id: 'p' }));
    expect((await callGraph(context, post)).ok).toBe(true);
    expect(slept).toEqual([7_000, 2_000]);
    expect(waits.map(({ reason }) => reason)).toEqual(['throttled', 'unavailable']);
  });

  it('waits until the date that it is told', async () => {
    const { context, slept } = graph(busy(429, 'Thu, 01 Jan 1970 00:00:08 GMT'), json({ id: 'p' }));
    expect((await callGraph(context, get)).ok).toBe(true);
    expect(slept).toEqual([7_000]);
  });

  it('gives up at once when it would have to wait longer than a minute in all', async () => {
    const { context, requests } = graph(busy(429, '600'));
    expect(await callGraph(context, get)).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    expect(requests).toHaveLength(1);
    const two = graph(busy(429, '40'), busy(429, '40'));
    expect((await callGraph(two.context, get)).ok).toBe(false);
    expect(two.slept).toEqual([40_000]);
  });

  it('gives up after some attempts when nobody says how long to wait', async () => {
    const { context, requests } = graph(...Array.from({ length: 6 }, () => busy(503)));
    expect((await callGraph(context, get)).ok).toBe(false);
    expect(requests).toHaveLength(6);
  });

  it('does not repeat a write that may have been processed', async () => {
    const gateway = graph(busy(504, '1'));
    expect(await callGraph(gateway.context, post)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    const reset = graph(() => Promise.reject(new TypeError('fetch failed')));
    expect(await callGraph(reset.context, post)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(gateway.requests.length + reset.requests.length).toBe(2);
  });

  it('repeats a read after 504', async () => {
    const { context } = graph(busy(504, '1'), json({ id: 'p' }));
    expect((await callGraph(context, get)).ok).toBe(true);
  });

  it.each([
    ['HTML', () => new Response('<html>', { status: 200 })],
    ['nothing', () => new Response('', { status: 200 })],
    ['another shape', json({ value: [] })],
  ])('calls %s malformed', async (_, step) => {
    const { context } = graph(step);
    expect(await callGraph(context, get)).toMatchObject({ ok: false, error: { kind: 'malformed', status: 200 } });
  });
});
