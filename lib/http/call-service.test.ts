import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callService, type Service, type ServiceRequest } from './call-service';
import { parseAnswer } from './parse-answer';
import type { RetryLimits, RetryStatus } from './retry';

type Answer = (signal: AbortSignal) => Response | Promise<Response>;

const NOON = Date.parse('2026-11-30T12:00:00Z');

/** A service that gives each request the next answer, and a clock that only waiting moves. */
function setUpTest(...answers: readonly Answer[]) {
  const [slept, retries, sent]: [number[], RetryStatus[], string[]] = [[], [], []];
  let now = NOON;
  const service: Service<ServiceRequest> = {
    timeoutMs: 20_000,
    longestAnswerBytes: 100,
    send: async (request, { requestId, signal }) => {
      const answer = answers[sent.length];
      sent.push(requestId);
      if (!answer) throw new Error('an unexpected request');
      return answer(signal);
    },
  };
  const clock = {
    now: () => now,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    onRetry: (retry: RetryStatus) => void retries.push(retry),
  };
  return { service, clock, slept, retries, sent };
}

const get = { method: 'GET' } as const;
const post = { method: 'POST' } as const;
const refuse = (status: number, retryAfter?: string) => () =>
  new Response('{}', { status, headers: { 'request-id': 'theirs', ...(retryAfter && { 'retry-after': retryAfter }) } });
const answer = (text: string) => () => new Response(text, { headers: { 'request-id': 'theirs' } });
const chunks = (write: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => () =>
  new Response(new ReadableStream<Uint8Array>({ pull: write }));
const bytes = (length: number) => new Uint8Array(length).fill(32);

describe('a call that gets no answer', () => {
  it.each([
    ['a name that nobody knows', 'ENOTFOUND'],
    ['a connection that is refused', 'ECONNREFUSED'],
    ['a connection that is reset', 'ECONNRESET'],
  ])('is unreachable by %s, under the id that was sent, and is not repeated', async (_, code) => {
    const broken = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }));
    for (const request of [get, post]) {
      const { service, clock, sent } = setUpTest(broken);
      const called = await callService(service, request, clock);
      expect(called).toMatchObject({ ok: false, error: { kind: 'unreachable', status: null, requestId: sent[0] } });
      expect(sent).toHaveLength(1);
    }
  });

  it('ends with its time-out', async () => {
    const { service, clock } = setUpTest(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
    );
    const called = await callService({ ...service, timeoutMs: 1 }, get, clock);
    expect(called).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it('is told apart when the caller itself gave up', async () => {
    const caller = new AbortController();
    const { service, clock, sent } = setUpTest(() => {
      caller.abort();
      throw new Error('aborted');
    });
    const called = await callService(service, { ...get, signal: caller.signal }, clock);
    expect(called).toMatchObject({ ok: false, error: { kind: 'aborted' } });
    expect(sent).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('is read up to its bound and no further', async () => {
    const { service, clock } = setUpTest(answer(' '.repeat(100)), answer(' '.repeat(101)));
    expect((await callService(service, get, clock)).ok).toBe(true);
    expect(await callService(service, get, clock)).toMatchObject({
      ok: false,
      error: { kind: 'tooLarge', status: 200 },
    });
  });

  it('without end is refused after a few pieces', async () => {
    let pieces = 0;
    const endless = chunks((controller) => {
      pieces += 1;
      controller.enqueue(bytes(60));
    });
    const { service, clock } = setUpTest(endless, endless);
    expect(await callService(service, get, clock)).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
    expect((await callService(service, { ...get, unread: true }, clock)).ok).toBe(true);
    expect(pieces).toBeLessThan(8);
  });

  it('that breaks off is none, of a write neither', async () => {
    let isFirst = true;
    const cut = chunks((controller) => {
      if (isFirst) controller.enqueue(bytes(10));
      else controller.error(new Error('reset'));
      isFirst = false;
    });
    const { service, clock, sent } = setUpTest(cut);
    expect(await callService(service, post, clock)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['no JSON', '<html>'],
    ['JSON that was cut', '{"value":['],
    ['another shape', '{"value":{}}'],
    ['nothing', ''],
  ])('that is %s is malformed, under the id of the service', async (_, text) => {
    const { service, clock } = setUpTest(answer(text));
    const called = await callService(service, get, clock);
    const parsed = called.ok && parseAnswer(called.value, z.object({ value: z.array(z.unknown()) }));
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'malformed', status: 200, requestId: 'theirs' } });
  });

  it.each([
    [302, 'malformed'],
    [400, 'badRequest'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [410, 'badRequest'],
    [500, 'unavailable'],
  ])('of status %i is %s', async (status, kind) => {
    const { service, clock, sent } = setUpTest(refuse(status));
    const called = await callService(service, get, clock);
    expect(called).toMatchObject({ ok: false, error: { kind, status, requestId: 'theirs', message: '' } });
    expect(sent).toHaveLength(1);
  });

  it('is explained by the service, as far as it can be read', async () => {
    const { service, clock } = setUpTest(refuse(400), () => new Response(' '.repeat(101), { status: 400 }));
    const explaining = { ...service, explain: (text: string) => ({ code: text, message: 'words' }) };
    expect(await callService(explaining, get, clock)).toMatchObject({ error: { code: '{}', message: 'words' } });
    expect(await callService(explaining, get, clock)).toMatchObject({ error: { kind: 'badRequest', code: '' } });
  });
});

describe('a service that is busy', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['no time at all', '0', 0],
    ['a date', 'Mon, 30 Nov 2026 12:00:09 GMT', 9_000],
    ['a date that has passed', 'Mon, 30 Nov 2026 11:00:00 GMT', 0],
  ])('is asked again after %s', async (_, retryAfter, waited) => {
    const { service, clock, slept, retries } = setUpTest(refuse(429, retryAfter), answer('{}'));
    expect((await callService(service, post, clock)).ok).toBe(true);
    expect(slept).toEqual([waited]);
    expect(retries).toEqual([{ reason: 'throttled', attempt: 1, until: NOON + waited }]);
  });

  it.each(['-5', 'soon', '', '99999999999', 'Infinity', undefined])(
    'is asked again after about a second when it says %j',
    async (retryAfter) => {
      const { service, clock, slept } = setUpTest(refuse(503, retryAfter), answer('{}'));
      expect((await callService(service, get, clock)).ok).toBe(true);
      expect(slept).toHaveLength(1);
      expect(slept[0]).toBeGreaterThanOrEqual(750);
      expect(slept[0]).toBeLessThanOrEqual(1_250);
    },
  );

  it.each(['61', '999999999', 'Tue, 30 Nov 2027 12:00:00 GMT'])('is not waited for when it says %s', async (late) => {
    const { service, clock, slept } = setUpTest(refuse(429, late));
    const called = await callService(service, get, clock);
    expect(called).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    expect(!called.ok && called.error.retryAfterSeconds).toBeGreaterThan(60);
    expect(slept).toEqual([]);
  });

  it('is asked with a new id each time, and six times at most', async () => {
    const { service, clock, sent } = setUpTest(...Array.from({ length: 6 }, () => refuse(503, '1')));
    expect((await callService(service, get, clock)).ok).toBe(false);
    expect(new Set(sent).size).toBe(6);
  });

  it('is asked once by a caller without a clock', async () => {
    const { service, sent } = setUpTest(refuse(429, '1'));
    expect(await callService(service, get)).toMatchObject({ ok: false, error: { retryAfterSeconds: 1 } });
    expect(sent).toHaveLength(1);
  });

  it('may have carried out a write that timed out at a gateway, which only a read repeats', async () => {
    const write = setUpTest(refuse(504, '1'));
    expect((await callService(write.service, post, write.clock)).ok).toBe(false);
    const read = setUpTest(refuse(504, '1'), answer('{}'));
    expect((await callService(read.service, get, read.clock)).ok).toBe(true);
  });

  it('is asked no more once the caller has gone', async () => {
    const caller = new AbortController();
    const { service, clock, sent } = setUpTest(refuse(503, '1'));
    const sleep = () => {
      caller.abort();
      return Promise.resolve();
    };
    const called = await callService(service, { ...get, signal: caller.signal }, { ...clock, sleep });
    expect(called).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(sent).toHaveLength(1);
  });
});

describe('a caller with limits of its own', () => {
  const limits: RetryLimits = { attempts: 3, waitMs: 120_000, repeatsFailures: true };

  it('repeats what failed or was not answered, as often as it says', async () => {
    const lost = () => Promise.reject(new TypeError('fetch failed'));
    const { service, clock, sent } = setUpTest(lost, refuse(500), answer('{}'));
    expect((await callService(service, get, { ...clock, limits })).ok).toBe(true);
    expect(sent).toHaveLength(3);
  });

  it('waits for longer', async () => {
    const { service, clock, slept } = setUpTest(refuse(429, '100'), refuse(429, '30'));
    expect((await callService(service, get, { ...clock, limits })).ok).toBe(false);
    expect(slept).toEqual([100_000]);
  });
});
