/** Everything that the portal does by itself. Each has a row, named so. */
export const jobNames = ['tidy', 'notices', 'deliveries'] as const;
export type JobName = (typeof jobNames)[number];

export type JobRun = {
  /** When it began, by the portal's clock. */
  readonly now: Date;
  /** When the run before this one ended well began; null for the first. */
  readonly since: Date | null;
  /** Aborted when the portal stops. */
  readonly signal: AbortSignal;
};

/** Work that may be begun again at any time: a process that dies in the middle leaves it to another. */
export type BackgroundJob = {
  readonly name: JobName;
  readonly everySeconds: number;
  /** @returns when it has to run again, if that is sooner than its interval */
  readonly run: (run: JobRun) => Promise<Date | null>;
};

/** How the last run of a job went. Times are ISO 8601, UTC. */
export type LastRun = {
  readonly name: JobName;
  /** Null while it has never ended. */
  readonly endedAt: string | null;
  readonly outcome: 'done' | 'failed' | null;
};
