/** What is written of refusals of one reason: the first at once, and then how many more there were. */
export type RefusalCount = { readonly reason: string; readonly count: number };

const EVERY_MS = 60_000;

/**
 * Says of each reason once a minute how often it was the answer, so that neither nobody learns of an attack nor the log is
 * filled by it.
 *
 * @returns counts one
 */
export function refusalReport(now: () => number, write: (refused: RefusalCount) => void): (reason: string) => void {
  const seen = new Map<string, { since: number; count: number }>();
  return (reason) => {
    const known = seen.get(reason);
    if (known && now() - known.since < EVERY_MS) {
      known.count += 1;
      return;
    }
    write({ reason, count: (known?.count ?? 0) + 1 });
    seen.set(reason, { since: now(), count: 0 });
  };
}
