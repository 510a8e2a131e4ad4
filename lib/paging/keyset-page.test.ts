import { describe, expect, it } from 'vitest';
import { cutPage, PAGE_SIZE, type Turn } from './keyset-page';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const positionOf = (row: number) => [row];
const after: Turn = { way: 'after', position: [0] };
const before: Turn = { way: 'before', position: [1_000] };

describe('a page of a long list', () => {
  it('has no neighbours when it is the whole list', () => {
    const rows = numbers(1, PAGE_SIZE);
    expect(cutPage(rows, null, positionOf)).toEqual({ rows, previous: null, next: null });
    expect(cutPage([], null, positionOf)).toEqual({ rows: [], previous: null, next: null });
  });

  it('leads on from its last row, and back from its first', () => {
    expect(cutPage(numbers(1, PAGE_SIZE + 1), after, positionOf)).toEqual({
      rows: numbers(1, PAGE_SIZE),
      previous: { way: 'before', position: [1] },
      next: { way: 'after', position: [PAGE_SIZE] },
    });
  });

  it('ends where nothing follows', () => {
    expect(cutPage([7, 8], after, positionOf)).toMatchObject({ next: null, previous: { position: [7] } });
  });

  it('is in the order of the list when it was read backwards, and begins where nothing leads', () => {
    const found = numbers(1, PAGE_SIZE + 1).toReversed();
    expect(cutPage(found, before, positionOf)).toEqual({
      rows: numbers(2, PAGE_SIZE + 1),
      previous: { way: 'before', position: [2] },
      next: { way: 'after', position: [PAGE_SIZE + 1] },
    });
    expect(cutPage([2, 1], before, positionOf)).toEqual({
      ...{ rows: [1, 2], previous: null, next: { way: 'after', position: [2] } },
    });
  });

  it('that is empty leads nowhere, however it was reached', () => {
    expect(cutPage([], after, positionOf)).toEqual({ rows: [], previous: null, next: null });
    expect(cutPage([], before, positionOf)).toEqual({ rows: [], previous: null, next: null });
  });
});
