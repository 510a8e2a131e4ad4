const DAY_MS = 86_400_000;

/** What is left of a lifetime when it is told; the end is told too. */
const SHARES = [
  { id: 'left50', left: 0.5, severity: 'info' },
  { id: 'left25', left: 0.25, severity: 'warning' },
  { id: 'left10', left: 0.1, severity: 'warning' },
  { id: 'left3', left: 0.03, severity: 'critical' },
] as const;

export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** A time that something lives, in milliseconds since the epoch. */
export type Lifetime = { readonly from: number; readonly to: number };

/** A moment at which the end of something is told. */
export type Threshold = {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly severity: Severity;
};

/**
 * When the end of a lifetime is told, in the order of time: shares of it, so that seven days work as well as two years,
 * a day before, and the end.
 */
export function thresholdsOf({ from, to }: Lifetime): readonly Threshold[] {
  const shares: readonly Threshold[] = SHARES.map(({ id, left, severity }) => ({
    id,
    severity,
    at: to - Math.round((to - from) * left),
  }));
  const dayBefore: Threshold = { id: 'day1', severity: 'critical', at: to - DAY_MS };
  const end: Threshold = { id: 'ended', severity: 'critical', at: to };
  const early = [...shares, dayBefore].filter(({ at }) => at > from && at < to);
  return [...early.toSorted((one, other) => one.at - other.at), end];
}

/** The newest threshold that is reached. @returns null before the first; its place in the order with it */
export function reachedThreshold(
  lifetime: Lifetime,
  now: number,
): { readonly threshold: Threshold; readonly urgency: number } | null {
  const all = thresholdsOf(lifetime);
  const index = all.findLastIndex(({ at }) => at <= now);
  const threshold = all[index];
  return threshold ? { threshold, urgency: index } : null;
}

/** When the next threshold is reached; null after the end. */
export function nextThreshold(lifetime: Lifetime, now: number): number | null {
  return thresholdsOf(lifetime).find(({ at }) => at > now)?.at ?? null;
}
