import { describe, expect, it } from 'vitest';
import { reachedThreshold, thresholdsOf } from './thresholds';

const DAY_MS = 86_400_000;
const lifetime = (days: number) => ({ from: 0, to: days * DAY_MS });
/** What is left at each threshold, in days. */
const left = (days: number) =>
  thresholdsOf(lifetime(days)).map(({ id, at }) => [id, Math.round((days - at / DAY_MS) * 100) / 100]);

describe('thresholds', () => {
  it('of 180 days are 90, 45, 18, 5 days and a day before the end, and the end', () => {
    expect(left(180)).toEqual([
      ['left50', 90],
      ['left25', 45],
      ['left10', 18],
      ['left3', 5.4],
      ['day1', 1],
      ['ended', 0],
    ]);
  });

  it('of seven days come in the order of time', () => {
    expect(left(7).map(([id]) => id)).toEqual(['left50', 'left25', 'day1', 'left10', 'left3', 'ended']);
  });

  it('of less than a day have no day before', () => {
    expect(left(0.5).map(([id]) => id)).toEqual(['left50', 'left25', 'left10', 'left3', 'ended']);
    expect(thresholdsOf({ from: 0, to: 0 }).map(({ id }) => id)).toEqual(['ended']);
  });

  it('are reached one after the other, and only the newest counts', () => {
    const at = (days: number) => reachedThreshold(lifetime(180), days * DAY_MS)?.threshold.id ?? null;
    expect([0, 89, 90, 136, 170, 175, 179, 180, 4_000].map(at)).toEqual([
      null,
      null,
      ...['left50', 'left25', 'left10', 'left3', 'day1', 'ended', 'ended'],
    ]);
  });
});
