import 'server-only';
import type { Clock } from '@/lib/http/retry';
import { whenAnnounced } from '@/lib/signal/changes';
import type { BackgroundJob } from './background-job';
import { BACKGROUND, type BackgroundStore, type Claim, JOB_LEASE_MS, type Worker } from './background-store';

/** How often a process looks for what is due; milliseconds. With it, what is due begins within a minute. */
const LOOK_EVERY_MS = 15_000;

/** How soon a job that failed is tried again, at most its interval. */
const RETRY_MS = 60_000;

export type Background = {
  readonly worker: Worker;
  readonly jobs: readonly BackgroundJob[];
  readonly store: Pick<BackgroundStore, 'enter' | 'claim' | 'renew' | 'end'>;
  readonly clock: Clock;
  /** Told of a job that threw, and of a database that could not be asked. */
  readonly failed: (job: string | null, error: unknown) => void;
};

/** Does what is due until the signal comes; then the job that runs ends, and no other begins. */
export async function runBackground(background: Background, signal: AbortSignal): Promise<void> {
  const { clock, failed } = background;
  while (!signal.aborted) {
    const woken = new AbortController();
    // Listens before it looks, so that nothing is announced unheard.
    const stopListening = whenAnnounced(BACKGROUND, () => woken.abort());
    try {
      await runDue(background, signal);
    } catch (error) {
      failed(null, error);
    }
    await clock.sleep(LOOK_EVERY_MS, AbortSignal.any([signal, woken.signal]));
    stopListening();
  }
}

/** Does everything that is due now, one after the other. @returns the names of what ran */
export async function runDue(background: Background, signal: AbortSignal): Promise<readonly string[]> {
  const { worker, jobs, store, clock } = background;
  const ran: string[] = [];
  await store.enter(worker.tenantId, jobs, new Date(clock.now()));
  while (!signal.aborted) {
    const claim = await store.claim(worker, new Date(clock.now()));
    const job = jobs.find(({ name }) => name === claim?.name);
    if (!claim || !job) return ran;
    await runJob(background, { job, claim, signal });
    ran.push(job.name);
  }
  return ran;
}

type Begun = { readonly job: BackgroundJob; readonly claim: Claim; readonly signal: AbortSignal };

async function runJob({ worker, store, clock, failed }: Background, { job, claim, signal }: Begun): Promise<void> {
  const key = { ...worker, name: job.name };
  const renewal = setInterval(() => {
    // A renewal that fails is followed by the next; if none succeeds, another process takes the job as it should.
    store.renew(key, new Date(clock.now() + JOB_LEASE_MS)).catch(() => undefined);
  }, JOB_LEASE_MS / 4);
  try {
    const dueAt = await job.run({ now: new Date(clock.now()), since: claim.since, signal });
    await store.end(key, { at: new Date(clock.now()), outcome: 'done', dueAt });
  } catch (error) {
    failed(job.name, error);
    const retryAt = new Date(clock.now() + RETRY_MS);
    await store.end(key, { at: new Date(clock.now()), outcome: 'failed', dueAt: retryAt });
  } finally {
    clearInterval(renewal);
  }
}
