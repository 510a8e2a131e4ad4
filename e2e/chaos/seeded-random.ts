/** Numbers that are the same for the same seed (mulberry32). */
export type Random = {
  /** @returns at least 0, below 1 */
  readonly next: () => number;
  /** @returns a whole number from `low` to `high`, both included */
  readonly between: (low: number, high: number) => number;
  readonly pick: <const Value>(values: readonly [Value, ...Value[]]) => Value;
};

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
  };
}
