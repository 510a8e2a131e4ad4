/** How many rows of a long list a page has. */
export const PAGE_SIZE = 50;

/** Where a row stands in the order of a list: the values that the order goes by, the last of them unique. */
export type Position = readonly (string | number)[];

/** Which page of a list: the one that follows a position, or the one that leads to it. */
export type Turn = { readonly way: 'after' | 'before'; readonly position: Position };

export type KeysetPage<Row> = {
  readonly rows: readonly Row[];
  /** Turns to the neighbours; null where there is none. */
  readonly previous: Turn | null;
  readonly next: Turn | null;
};

/**
 * Makes a page of what a store found.
 *
 * @param found at most one row more than a page has, in the direction that was asked for
 * @param turn how the page was asked for; null for the first
 */
export function cutPage<Row>(
  found: readonly Row[],
  turn: Turn | null,
  positionOf: (row: Row) => Position,
): KeysetPage<Row> {
  const goesOn = found.length > PAGE_SIZE;
  const cut = found.slice(0, PAGE_SIZE);
  const rows = turn?.way === 'before' ? cut.toReversed() : cut;
  const [first, last] = [rows[0], rows.at(-1)];
  const hasPrevious = turn?.way === 'before' ? goesOn : turn !== null;
  const hasNext = turn?.way === 'before' || goesOn;
  return {
    rows,
    previous: first && hasPrevious ? { way: 'before', position: positionOf(first) } : null,
    next: last && hasNext ? { way: 'after', position: positionOf(last) } : null,
  };
}
