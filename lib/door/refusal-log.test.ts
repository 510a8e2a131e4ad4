import { describe, expect, it } from 'vitest';
import { refusalLog } from './refusal-log';

describe('refusalLog', () => {
  it('writes a few lines of each kind, then counts, and tells the count with the next line', () => {
    let now = 0;
    const mayBeTold = refusalLog(() => now);
    const flood = Array.from({ length: 1_000 }, () => mayBeTold('host'));
    expect(flood.filter((told) => told !== null)).toHaveLength(10);
    expect(mayBeTold('origin')).toBe(0);
    now = 10_000;
    expect(mayBeTold('host')).toBe(990);
    expect(mayBeTold('host')).toBe(0);
  });
});
