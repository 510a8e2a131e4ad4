declare global {
  /** By what was counted, then by how it came out. */
  var siemConnectCounts: Map<string, Map<string, number>> | undefined;
}

/** What this process counts of itself, and the ways in which each may come out. */
export const countedOutcomes = {
  graphRequests: ['2xx', '3xx', '4xx', '429', '5xx', 'none'],
  operations: ['done', 'failed', 'cancelled'],
} as const;

export type Counted = keyof typeof countedOutcomes;

/** Next may load this file more than once in one process: all copies share one map. */
function countsOf(counted: Counted): Map<string, number> {
  const all = (globalThis.siemConnectCounts ??= new Map<string, Map<string, number>>());
  const known = all.get(counted) ?? new Map<string, number>();
  all.set(counted, known);
  return known;
}

/** Counts one more. */
export function count<Name extends Counted>(counted: Name, outcome: (typeof countedOutcomes)[Name][number]): void {
  const counts = countsOf(counted);
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
}

/** How often since the process began, for every outcome that there is. */
export function readCounts(counted: Counted): readonly (readonly [outcome: string, times: number])[] {
  const counts = countsOf(counted);
  return countedOutcomes[counted].map((outcome) => [outcome, counts.get(outcome) ?? 0]);
}

/** Which of the outcomes an answer of a service is. @param status null when there was none */
export function outcomeOfStatus(status: number | null): (typeof countedOutcomes)['graphRequests'][number] {
  if (status === null) return 'none';
  if (status === 429) return '429';
  if (status >= 500) return '5xx';
  if (status >= 400) return '4xx';
  return status >= 300 ? '3xx' : '2xx';
}
