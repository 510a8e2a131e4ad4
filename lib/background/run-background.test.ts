import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { Clock } from '@/lib/http/retry';
import type { BackgroundJob, JobRun } from './background-job';
import { backgroundStore, JOB_LEASE_MS } from './background-store';
import { type Background, runBackground, runDue } from './run-background';

beforeAll(() => database());
afterAll(closeDatabase);

const HOUR_MS = 3_600_000;
const running = new AbortController().signal;

/** A portal with one job that is due every hour, and a clock that stands still until it is moved. */
function portal(run: (run: JobRun) => Promise<Date | null> = () => Promise.resolve(null)) {
  let now = Date.parse('2026-12-01T12:00:00Z');
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
  const tenantId = randomUUID();
  const runs: JobRun[] = [];
  const failures: unknown[] = [];
  const job: BackgroundJob = {
    name: 'tidy',
    everySeconds: 3_600,
    run: (begun) => {
      runs.push(begun);
      return run(begun);
    },
  };
  const replica = (): Background => ({
    worker: { tenantId, owner: randomUUID() },
    jobs: [job],
    store: backgroundStore,
    clock,
    failed: (_name, error) => failures.push(error),
  });
  return { tenantId, replica, clock, runs, failures, move: (milliseconds: number) => (now += milliseconds) };
}

describe('background work', () => {
  it('runs once when it is due, however many processes look at once', async () => {
    const { replica, runs, move } = portal();
    const replicas = [replica(), replica(), replica()];
    const look = () => Promise.all(replicas.map((each) => runDue(each, running)));
    await look();
    expect(runs).toHaveLength(1);
    await look();
    move(HOUR_MS - 1);
    await look();
    expect(runs).toHaveLength(1);
    move(1);
    await look();
    expect(runs).toHaveLength(2);
    expect(runs[1]?.since).toEqual(runs[0]?.now);
  });

  it('runs once after a clock was set forward by a year, and once after it was set back', async () => {
    const { replica, runs, move } = portal();
    const one = replica();
    await runDue(one, running);
    for (const jump of [8_760 * HOUR_MS, -8_000 * HOUR_MS]) {
      const before = runs.length;
      move(jump);
      await runDue(one, running);
      await runDue(one, running);
      expect(runs.length).toBe(before + 1);
    }
  });

  it('is begun again by another process when the one that had it died', async () => {
    const { tenantId, replica, runs, clock, move } = portal();
    const [dead, other] = [replica(), replica()];
    await backgroundStore.enter(tenantId, dead.jobs, new Date(clock.now()));
    expect(await backgroundStore.claim(dead.worker, new Date(clock.now()))).toMatchObject({ name: 'tidy' });
    move(JOB_LEASE_MS - 1);
    expect(await runDue(other, running)).toEqual([]);
    move(1);
    expect(await runDue(other, running)).toEqual(['tidy']);
    // What the dead one would still write counts no more.
    await backgroundStore.end({ ...dead.worker, name: 'tidy' }, { at: new Date(0), outcome: 'failed', dueAt: null });
    expect(await backgroundStore.listLastRuns(tenantId)).toMatchObject([{ outcome: 'done' }]);
    expect(runs).toHaveLength(1);
  });

  it('that failed is tried again within its interval, and says so', async () => {
    const { tenantId, replica, failures, move } = portal(() => Promise.reject(new Error('no')));
    const one = replica();
    await runDue(one, running);
    expect(await backgroundStore.listLastRuns(tenantId)).toMatchObject([{ name: 'tidy', outcome: 'failed' }]);
    move(60_000);
    await runDue(one, running);
    expect(failures).toHaveLength(2);
  });

  it('that is wanted while it runs, runs once more, and sooner where it says so itself', async () => {
    let wanted = 1;
    const { tenantId, replica, clock, runs, move } = portal(async ({ now }) => {
      if (wanted-- > 0) await backgroundStore.makeDue(tenantId, 'tidy', now);
      return new Date(clock.now() + 5_000);
    });
    const one = replica();
    expect(await runDue(one, running)).toEqual(['tidy', 'tidy']);
    move(5_000);
    expect(await runDue(one, running)).toEqual(['tidy']);
    expect(runs).toHaveLength(3);
  });

  it('ends what runs when the portal stops, and begins nothing more', async () => {
    const stopping = new AbortController();
    const { replica, runs } = portal(() => {
      stopping.abort();
      return Promise.resolve(new Date(0));
    });
    await runBackground(replica(), stopping.signal);
    expect(runs).toHaveLength(1);
  });
});
