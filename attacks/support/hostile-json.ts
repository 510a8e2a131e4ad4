import { hostileValues } from './hostile-values';

const deep: unknown = JSON.parse('['.repeat(10) + ']'.repeat(10));

/** The same as parts of JSON, with what is no text at all. */
export const hostileJson: readonly unknown[] = [
  ...hostileValues,
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    [],
    {},
    [[]],
    [null],
    { not: '' },
    { contains: '' },
    { in: [] },
    { equals: null },
  ],
  ...[{ id: { not: '' } }, { then: {} }, { length: 1_000_000 }, { toString: 1 }, { __proto__x: 1 }, deep],
];
