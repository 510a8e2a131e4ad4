import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, succeed } from '@/lib/result';
import { isSetupRunning, startSetup, takeFreshSecret, waitsElsewhere } from './live-setups';
import { plainProblem } from './step-problem';
import { sampleConnector, sampleSecret } from './testing/sample-connector';

afterEach(() => vi.useRealTimers());

const secret = { secretId: 's', keyId: 'k', expiresAt: '2027-01-01T00:00:00Z', text: 'the-secret' };

type Outcome = Awaited<ReturnType<Parameters<typeof startSetup>[1]>>;

/** Work that ends when the test says so. */
function work() {
  const way: { end?: (outcome: Outcome) => void; breakOff?: (error: Error) => void } = {};
  const ending = new Promise<Outcome>((resolve, reject) => {
    way.end = resolve;
    way.breakOff = reject;
  });
  return {
    run: () => ending,
    end: (outcome: Outcome) => way.end?.(outcome),
    breakOff: (error: Error) => way.breakOff?.(error),
  };
}

describe('a live set-up', () => {
  it('is known as running until its work has ended', async () => {
    const [flow, { run, end }] = [randomUUID(), work()];
    expect(isSetupRunning(flow)).toBe(false);
    startSetup(flow, run);
    expect(isSetupRunning(flow)).toBe(true);
    end(succeed(secret));
    await takeFreshSecret(flow);
    expect(isSetupRunning(flow)).toBe(false);
  });

  it('hands its secret to one of many watchers', async () => {
    const [flow, { run, end }] = [randomUUID(), work()];
    startSetup(flow, run);
    end(succeed(secret));
    const taken = await Promise.all([1, 2, 3].map(() => takeFreshSecret(flow)));
    expect(taken.filter((one) => one !== null)).toEqual([secret]);
    expect(await takeFreshSecret(flow)).toBeNull();
  });

  it('hands it to nobody else', async () => {
    const [flow, { run, end }] = [randomUUID(), work()];
    startSetup(flow, run);
    end(succeed(secret));
    expect(await takeFreshSecret(randomUUID())).toBeNull();
    expect(await takeFreshSecret(flow)).toEqual(secret);
  });

  it('lets whoever sees its end in the journal wait for the secret that comes a moment later', async () => {
    const [flow, { run, end }] = [randomUUID(), work()];
    startSetup(flow, run);
    const taken = takeFreshSecret(flow);
    end(succeed(secret));
    expect(await taken).toEqual(secret);
  });

  it('has no secret after a failure, and its breaking off ends nothing but itself', async () => {
    const [failing, breaking] = [work(), work()];
    startSetup('failing', failing.run);
    startSetup('breaking', breaking.run);
    failing.end(fail({ step: 'permission', problem: plainProblem('forbidden') }));
    breaking.breakOff(new Error('no database'));
    expect(await takeFreshSecret('failing')).toBeNull();
    expect(await takeFreshSecret('breaking')).toBeNull();
    expect(isSetupRunning('breaking')).toBe(false);
  });

  it('keeps a secret that nobody fetched for a minute', async () => {
    vi.useFakeTimers();
    const [flow, { run, end }] = [randomUUID(), work()];
    startSetup(flow, run);
    end(succeed(secret));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await takeFreshSecret(flow)).toBeNull();
  });

  it('is not forgotten because of an earlier try of the same flow', async () => {
    vi.useFakeTimers();
    const [flow, first, second] = [randomUUID(), work(), work()];
    startSetup(flow, first.run);
    first.end(fail({ step: 'permission', problem: plainProblem('throttled') }));
    await vi.advanceTimersByTimeAsync(10_000);
    startSetup(flow, second.run);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isSetupRunning(flow)).toBe(true);
    second.end(succeed(secret));
    expect(await takeFreshSecret(flow)).toEqual(secret);
  });
});

describe('a secret of another process', () => {
  const provenAt = new Date('2026-11-22T12:00:00Z');
  const soon = provenAt.getTime() + 1_000;
  const undelivered = sampleConnector({ provenAt, secrets: [sampleSecret({ deliveredAt: null })] });

  it('is not waited for when a browser shows it, when it was forgotten, or when this process made it', () => {
    expect(waitsElsewhere(randomUUID(), sampleConnector({ provenAt }), soon)).toBe(false);
    expect(waitsElsewhere(randomUUID(), undelivered, provenAt.getTime() + 60_000)).toBe(false);
    const own = randomUUID();
    startSetup(own, () => Promise.resolve(null));
    expect(waitsElsewhere(own, undelivered, soon)).toBe(false);
  });

  it('may wait there for a minute after the work', () => {
    expect(waitsElsewhere(randomUUID(), undelivered, soon)).toBe(true);
  });
});
