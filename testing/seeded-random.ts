import { createHash } from 'node:crypto';

/** Numbers that are the same for the same seed, on every machine and at every time. */
export type Random = {
  /** @returns at least 0, below 1 */
  readonly next: () => number;
  /** @returns a whole number from `low` to `high`, both included */
  readonly between: (low: number, high: number) => number;
  readonly pick: <const Value>(values: readonly [Value, ...Value[]]) => Value;
  readonly isTrue: (probability: number) => boolean;
  /** @returns as many hexadecimal digits, at most 128 */
  readonly hex: (length: number) => string;
};

/** mulberry32: small, and more than good enough for what tests make up. */
export function seededRandom(seed: number | string): Random {
  const digest = createHash('sha256').update(String(seed)).digest();
  let state = typeof seed === 'number' ? seed >>> 0 : digest.readUInt32LE(0);
  let hexadecimal = digest.toString('hex');

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    isTrue: (probability) => next() < probability,
    hex(length) {
      hexadecimal = createHash('sha256').update(hexadecimal).digest('hex').repeat(2);
      return hexadecimal.slice(0, length);
    },
  };
}
