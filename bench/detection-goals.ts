type Time = { readonly milliseconds: number };

/** Medians of one size; milliseconds, and bytes of memory. */
export type Measured = {
  readonly alerts: number;
  readonly api: Time & { readonly firstRow: number };
  readonly loop: Time;
  /** One page, fetched and no more: a round trip. */
  readonly page: Time;
  readonly peak: { readonly peak: number };
};

export type Goal = { readonly text: string; readonly isMet: boolean };

const MOST_OF_THE_LOOP = 1.25;
const MOST_ROUND_TRIPS = 1.5;
const MOST_GROWTH = 1.2;
/** Memory is compared from this size to the largest: below it, little of what a process takes is the answer's. */
const FLAT_FROM = 1_000;

/** Whether the sizes that were measured, the smallest first, meet the goals. What was not measured meets none. */
export function detectionGoals(found: readonly Measured[]): readonly Goal[] {
  const loop = worst(found.map(({ api, loop }) => api.milliseconds / loop.milliseconds));
  const trips = worst(found.map(({ api, page }) => api.firstRow / page.milliseconds));
  const peaks = found.filter(({ alerts }) => alerts >= FLAT_FROM).map(({ peak }) => peak.peak);
  const growth = peaks.length > 1 ? worst(peaks) / Math.min(...peaks) : Number.NaN;
  return [
    goal(`at most ${MOST_OF_THE_LOOP} of the loop's time`, loop, MOST_OF_THE_LOOP),
    goal(`first row within ${MOST_ROUND_TRIPS} round trips`, trips, MOST_ROUND_TRIPS),
    goal(`peak memory flat within 20 % from ${FLAT_FROM.toLocaleString('en')} alerts`, growth, MOST_GROWTH),
  ];
}

function goal(what: string, found: number, most: number): Goal {
  // Not a number is at most nothing.
  return { text: `${what}: ${found.toFixed(2)} ×`, isMet: found <= most };
}

function worst(values: readonly number[]): number {
  return values.length > 0 ? Math.max(...values) : Number.NaN;
}
