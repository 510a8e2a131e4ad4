import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OneTimeResult } from '@/lib/operations/outcome';
import { isKnownHere, isRunningHere, KEEP_RESULT_MS, runDetached, takeResult } from './live-operations';

afterEach(() => vi.useRealTimers());

const secret = { secretId: 's', keyId: 'k', expiresAt: '2027-01-01T00:00:00Z', text: 'the-secret' };
const result: OneTimeResult = { kind: 'secret', connectorId: 'c', secret };

/** Work that ends when the test says so. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<OneTimeResult | null>();
  return { run: () => promise, end: resolve, breakOff: reject };
}

describe('a live operation', () => {
  it('is known as running until its work has ended', async () => {
    const [id, { run, end }] = [randomUUID(), work()];
    expect(isRunningHere(id)).toBe(false);
    runDetached(id, run);
    expect(isRunningHere(id)).toBe(true);
    end(result);
    await takeResult(id);
    expect(isRunningHere(id)).toBe(false);
  });

  it('hands its result to one of many followers', async () => {
    const [id, { run, end }] = [randomUUID(), work()];
    runDetached(id, run);
    end(result);
    const taken = await Promise.all([1, 2, 3].map(() => takeResult(id)));
    expect(taken.filter((one) => one !== null)).toEqual([result]);
    expect(await takeResult(id)).toBeNull();
  });

  it('hands it to nobody else', async () => {
    const [id, { run, end }] = [randomUUID(), work()];
    runDetached(id, run);
    end(result);
    expect(await takeResult(randomUUID())).toBeNull();
    expect(await takeResult(id)).toEqual(result);
  });

  it('lets whoever sees its end in the row wait for the result that comes a moment later', async () => {
    const [id, { run, end }] = [randomUUID(), work()];
    runDetached(id, run);
    const taken = takeResult(id);
    end(result);
    expect(await taken).toEqual(result);
  });

  it('has no result after a failure, and its breaking off ends nothing but itself', async () => {
    const [failing, breaking] = [work(), work()];
    runDetached('failing', failing.run);
    runDetached('breaking', breaking.run);
    failing.end(null);
    breaking.breakOff(new Error('no database'));
    expect(await takeResult('failing')).toBeNull();
    expect(await takeResult('breaking')).toBeNull();
    expect(isRunningHere('breaking')).toBe(false);
  });

  it('keeps a result that nobody fetched for a minute', async () => {
    vi.useFakeTimers();
    const [id, { run, end }] = [randomUUID(), work()];
    runDetached(id, run);
    end(result);
    await vi.advanceTimersByTimeAsync(KEEP_RESULT_MS);
    expect(isKnownHere(id)).toBe(false);
    expect(await takeResult(id)).toBeNull();
  });

  it('is not forgotten because of an earlier try of the same operation', async () => {
    vi.useFakeTimers();
    const [id, first, second] = [randomUUID(), work(), work()];
    runDetached(id, first.run);
    first.end(null);
    await vi.advanceTimersByTimeAsync(10_000);
    runDetached(id, second.run);
    await vi.advanceTimersByTimeAsync(KEEP_RESULT_MS);
    expect(isRunningHere(id)).toBe(true);
    second.end(result);
    expect(await takeResult(id)).toEqual(result);
  });
});
