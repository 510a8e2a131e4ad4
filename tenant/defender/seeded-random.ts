import { createHash } from 'node:crypto';

export type SeededRandom = {
  /** From `from` up to and including `to`. */
  integer(from: number, to: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  isTrue(probability: number): boolean;
  hex(length: number): string;
};

/** The same name gives the same numbers on every machine and at every time. */
export function seededRandom(name: string): SeededRandom {
  const digest = createHash('sha256').update(name).digest();
  let state = digest.readUInt32LE(0);
  let hexadecimal = digest.toString('hex');

  /** mulberry32: small, and more than good enough for made-up alerts. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  return {
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    isTrue: (probability) => next() < probability,
    hex(length) {
      hexadecimal = createHash('sha256').update(hexadecimal).digest('hex').repeat(2);
      return hexadecimal.slice(0, length);
    },
  };
}
