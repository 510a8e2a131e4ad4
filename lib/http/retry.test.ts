import { describe, expect, it } from 'vitest';
import { retryDelay } from './retry';

describe('retryDelay', () => {
  it('waits as long as the service asked, however often it was tried', () => {
    expect(retryDelay({ attempt: 1, retryAfterSeconds: 7 })).toBe(7_000);
    expect(retryDelay({ attempt: 5, retryAfterSeconds: 0 })).toBe(0);
  });

  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [40, 8_000],
  ])('guesses, at try %i, about %i ms, and not twice the same', (attempt, about) => {
    const guesses = Array.from({ length: 50 }, () => retryDelay({ attempt, retryAfterSeconds: null }));
    expect(Math.min(...guesses)).toBeGreaterThanOrEqual(about * 0.75);
    expect(Math.max(...guesses)).toBeLessThanOrEqual(about * 1.25);
    expect(new Set(guesses).size).toBeGreaterThan(1);
  });
});
