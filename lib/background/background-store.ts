import 'server-only';
import { prisma } from '@/lib/db/prisma-client';
import { announceChange } from '@/lib/signal/changes';
import { type BackgroundJob, type JobName, jobNames, type LastRun } from './background-job';

/** How long a process may be silent before another takes its job; milliseconds. */
export const JOB_LEASE_MS = 30_000;

/** What wakes the process that waits for the next job. */
export const BACKGROUND = 'background';

/** One process of this portal, on the jobs of one tenant. */
export type Worker = { readonly tenantId: string; readonly owner: string };

export type JobKey = Worker & { readonly name: JobName };

export type Claim = { readonly name: JobName; readonly since: Date | null };

type ClaimRow = { readonly name: string; readonly since: Date | null };

export const backgroundStore = {
  /** Writes down the jobs that are new, and intervals that a release changed. */
  async enter(tenantId: string, jobs: readonly BackgroundJob[], now: Date): Promise<void> {
    const db = await prisma();
    for (const { name, everySeconds } of jobs) {
      await db.backgroundJob.upsert({
        where: { tenantId_name: { tenantId, name } },
        create: { tenantId, name, everySeconds, dueAt: now },
        update: { everySeconds },
      });
    }
  },

  /**
   * Takes one job that is due, or whose process died. Of two that ask at once each gets another. A clock that was set
   * forward makes a job due once; one that was set back makes it due at once.
   */
  async claim({ tenantId, owner }: Worker, now: Date): Promise<Claim | null> {
    const db = await prisma();
    const leaseExpiresAt = new Date(now.getTime() + JOB_LEASE_MS);
    const [row] = await db.$queryRaw<ClaimRow[]>`
      update "BackgroundJob" set "leaseOwner" = ${owner}, "leaseExpiresAt" = ${leaseExpiresAt},
        "dueAt" = ${now}::timestamp + "everySeconds" * interval '1 second', "startedAt" = ${now}
      from (
        select "name" as "found", case when "outcome" = 'done' then "startedAt" end as "since"
        from "BackgroundJob"
        where "tenantId" = ${tenantId} and case when "leaseOwner" is null
          then "dueAt" <= ${now} or "dueAt" > ${now}::timestamp + "everySeconds" * interval '1 second'
          else "leaseExpiresAt" <= ${now} or "leaseExpiresAt" > ${new Date(leaseExpiresAt.getTime() + JOB_LEASE_MS)} end
        order by "dueAt" limit 1 for update skip locked
      ) as "due"
      where "tenantId" = ${tenantId} and "name" = "due"."found"
      returning "name", "due"."since"`;
    const name = jobNames.find((known) => known === row?.name);
    return row && name ? { name, since: row.since } : null;
  },

  async renew({ tenantId, owner, name }: JobKey, leaseExpiresAt: Date): Promise<void> {
    const db = await prisma();
    await db.backgroundJob.updateMany({ where: { tenantId, name, leaseOwner: owner }, data: { leaseExpiresAt } });
  },

  /**
   * Ends a run, unless another process has taken the job meanwhile.
   *
   * @param dueAt when it has to run again, if that is sooner than what is written
   */
  async end(
    { tenantId, owner, name }: JobKey,
    ended: { readonly at: Date; readonly outcome: 'done' | 'failed'; readonly dueAt: Date | null },
  ): Promise<void> {
    const db = await prisma();
    const { at, outcome, dueAt } = ended;
    await db.$executeRaw`
      update "BackgroundJob" set "leaseOwner" = null, "leaseExpiresAt" = null, "endedAt" = ${at}, "outcome" = ${outcome},
        "failures" = case when ${outcome} = 'done' then 0 else "failures" + 1 end, "dueAt" = least("dueAt", ${dueAt}::timestamp)
      where "tenantId" = ${tenantId} and "name" = ${name} and "leaseOwner" = ${owner}`;
  },

  /** Lets a job run now; one that runs is begun once more when it has ended. */
  async makeDue(tenantId: string, name: JobName, now: Date): Promise<void> {
    const db = await prisma();
    await db.backgroundJob.updateMany({ where: { tenantId, name }, data: { dueAt: now } });
    announceChange(BACKGROUND);
  },

  async listLastRuns(tenantId: string): Promise<readonly LastRun[]> {
    const db = await prisma();
    const rows = await db.backgroundJob.findMany({ where: { tenantId }, orderBy: { name: 'asc' } });
    return rows.flatMap((row) => {
      const name = jobNames.find((known) => known === row.name);
      const outcome = row.outcome === 'done' || row.outcome === 'failed' ? row.outcome : null;
      return name ? [{ name, endedAt: row.endedAt?.toISOString() ?? null, outcome }] : [];
    });
  },
};

export type BackgroundStore = typeof backgroundStore;
