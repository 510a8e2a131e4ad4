import type { AuditEvent } from './audit';

export type TallyDependencies = {
  readonly write: (event: AuditEvent) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when what was counted could not be written; it is tried again. */
  readonly onError: (error: unknown) => void;
};

/** How long refusals of one kind are counted before they are written. */
const TALLY_WINDOW_MS = 60_000;
/** Kinds at once; beyond them those of one action share a count. */
const MOST_KINDS = 500;

type Count = { newest: AuditEvent; more: number; readonly since: number };

export type RefusalTally = {
  readonly record: (event: AuditEvent) => Promise<void>;
  /** Writes what was counted. @param which those whose minute is over, or all when the process ends */
  readonly flush: (which: 'over' | 'all') => Promise<void>;
};

/**
 * Writes the first refusal of a person and kind at once, counts those of the next minute, and writes them as one event with
 * `count` and `since`: whoever is refused a thousand times fills nothing. One request counts once.
 */
export function createRefusalTally({ write, now, onError }: TallyDependencies): RefusalTally {
  const counts = new Map<string, Count>();
  const flush: RefusalTally['flush'] = async (which) => {
    for (const [kind, count] of counts) {
      if (which === 'over' && now() - count.since < TALLY_WINDOW_MS) continue;
      counts.delete(kind);
      if (count.more === 0) continue;
      try {
        await write(summary(count));
      } catch (error) {
        onError(error);
        keep(kind, count);
      }
    }
  };
  const flushLater = () => void setTimeout(() => void flush('over'), TALLY_WINDOW_MS + 1).unref();
  const keep = (kind: string, { newest, more, since }: Count) => {
    const begun = counts.get(kind);
    counts.set(kind, { newest: begun?.newest ?? newest, more: more + (begun?.more ?? 0), since });
    flushLater();
  };
  return {
    async record(event) {
      const kind = kindOf(event, counts.size < MOST_KINDS);
      const count = counts.get(kind);
      if (!count) {
        counts.set(kind, { newest: event, more: 0, since: now() });
        flushLater();
        await write(event);
      } else if (event.requestId !== count.newest.requestId) {
        count.newest = event;
        count.more += 1;
      }
    },
    flush,
  };
}

function summary({ newest, more, since }: Count): AuditEvent {
  return { ...newest, detail: { ...newest.detail, count: more, since: new Date(since).toISOString() } };
}

function kindOf({ tenantId, personId, action, detail }: AuditEvent, isRoom: boolean): string {
  const reason = detail?.reason ?? null;
  return JSON.stringify(isRoom ? [tenantId, action, personId, reason] : [tenantId, action]);
}
