/** How many refusals of one kind have a line of their own in a period; the others are counted. */
const MOST_LINES = 10;
const PERIOD_MS = 10_000;

type Period = { readonly since: number; readonly lines: number; readonly unwritten: number };

/**
 * Keeps a flood of refusals from filling the log.
 *
 * @param now milliseconds
 * @returns what to do with one of this kind: how many before it had no line, or null when it has none either
 */
export function refusalLog(now: () => number): (kind: string) => number | null {
  const periods = new Map<string, Period>();
  return (kind) => {
    const last = periods.get(kind);
    const ended = !last || now() - last.since >= PERIOD_MS;
    if (!ended && last.lines >= MOST_LINES) {
      periods.set(kind, { ...last, unwritten: last.unwritten + 1 });
      return null;
    }
    periods.set(kind, ended ? { since: now(), lines: 1, unwritten: 0 } : { ...last, lines: last.lines + 1 });
    return last?.unwritten ?? 0;
  };
}
