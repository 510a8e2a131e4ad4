import { describe, expect, it } from 'vitest';
import { fetchWithRetry } from './fetch-with-retry';

function setUpTest(...answers: readonly Response[]) {
  const left = [...answers];
  const signals: unknown[] = [];
  const slept: number[] = [];
  const send: typeof fetch = (_input, init) => {
    signals.push(init?.signal);
    const answer = left.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('fetch failed'));
  };
  const sleep = (milliseconds: number) => Promise.resolve(void slept.push(milliseconds));
  return { send, clock: { now: () => 0, sleep }, signals, slept };
}

const busy = () => new Response(null, { status: 503, headers: { 'retry-after': '30' } });

describe('fetchWithRetry', () => {
  it('passes a connection that fails on, and asks no more', async () => {
    const { send, clock, signals } = setUpTest();
    await expect(fetchWithRetry(send, clock)('https://api.example')).rejects.toThrow('fetch failed');
    expect(signals).toHaveLength(1);
  });

  it('gives up when the service asks for more than a minute in all', async () => {
    const { send, clock, slept } = setUpTest(busy(), busy(), busy(), busy());
    expect((await fetchWithRetry(send, clock)('https://api.example')).status).toBe(503);
    expect(slept).toEqual([30_000, 30_000]);
  });

  it('waits until the date that the service names', async () => {
    const dated = new Response(null, { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:12 GMT' } });
    const { send, clock, slept } = setUpTest(dated, Response.json({}));
    expect((await fetchWithRetry(send, clock)('https://api.example')).status).toBe(200);
    expect(slept).toEqual([12_000]);
  });

  it('gives each try a time-out of its own, whatever time the caller gave to one', async () => {
    const { send, clock, signals } = setUpTest(busy(), Response.json({}));
    const { signal } = new AbortController();
    expect((await fetchWithRetry(send, clock)('https://api.example', { signal })).status).toBe(200);
    expect(new Set([signal, ...signals]).size).toBe(3);
  });

  it('asks once without a clock', async () => {
    const { send, slept } = setUpTest(busy());
    expect((await fetchWithRetry(send, undefined)('https://api.example')).status).toBe(503);
    expect(slept).toEqual([]);
  });
});
