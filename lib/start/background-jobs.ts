import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pruneAudit } from '@/lib/audit/retention-store';
import type { BackgroundJob } from '@/lib/background/background-job';
import { backgroundStore } from '@/lib/background/background-store';
import { runBackground } from '@/lib/background/run-background';
import { checkpoint } from '@/lib/db/maintenance';
import { environment } from '@/lib/env';
import { systemClock } from '@/lib/http/retry';
import { log } from '@/lib/log';
import { operationStore } from '@/lib/operation/operation-store';
import { removeEndedCounts } from '@/lib/rate-limit/rate-limit-store';
import { sessionStore } from '@/lib/session/session-store';

/** Removes what has ended, and keeps the embedded database small. */
const tidy: BackgroundJob = {
  name: 'tidy',
  everySeconds: 600,
  async run({ now }) {
    await sessionStore.removeEnded();
    await operationStore.removeEnded(now);
    await removeEndedCounts(now);
    const { AUDIT_RETENTION_DAYS } = environment();
    if (AUDIT_RETENTION_DAYS !== undefined) await pruneAudit(AUDIT_RETENTION_DAYS, now);
    await checkpoint();
    return null;
  },
};

const jobs: readonly BackgroundJob[] = [tidy];

/** How long a portal that stops waits for the job that runs; milliseconds. */
const STOP_WITHIN_MS = 5_000;

/** Begins the work that the portal does by itself. @returns stops it */
export function startBackground(): () => Promise<void> {
  const stopping = new AbortController();
  const worker = { tenantId: environment().ENTRA_TENANT_ID, owner: randomUUID() };
  const failed = (job: string | null, error: unknown) =>
    log().warn({ job, err: error instanceof Error ? error.name : 'unknown' }, 'background work failed');
  const work = runBackground({ worker, jobs, store: backgroundStore, clock: systemClock, failed }, stopping.signal);
  return async () => {
    stopping.abort();
    await Promise.race([work, setTimeout(STOP_WITHIN_MS, undefined, { ref: false })]);
  };
}
