import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left';

const DAY_MS = 86_400_000;
const from = '2026-11-01T00:00:00Z';
const to = '2026-12-01T00:00:00Z';
const left = (milliseconds: number) => timeLeft({ from, to }, new Date(to).getTime() - milliseconds);

describe('timeLeft', () => {
  it('counts begun days, and the last day in minutes', () => {
    expect(left(10 * DAY_MS).days).toBe(10);
    expect(left(9.5 * DAY_MS).days).toBe(10);
    expect(left(DAY_MS)).toMatchObject({ days: 1, expired: false });
    expect(left(DAY_MS - 1)).toMatchObject({ days: 0, minutes: 1439, expired: false });
  });

  it('ends at nothing, however long ago', () => {
    for (const milliseconds of [0, -DAY_MS]) {
      expect(left(milliseconds)).toEqual({ days: 0, minutes: 0, expired: true, share: 0, tone: 'bad' });
    }
  });

  it('shows the share of the whole, and none of a life that never was', () => {
    expect(left(15 * DAY_MS).share).toBe(0.5);
    expect(timeLeft({ from: to, to: from }, 0).share).toBe(0);
  });

  it.each([
    [2, 'bad'],
    [2.1, 'soon'],
    [14, 'soon'],
    [14.1, 'good'],
  ])('is of the same opinion as the status of a connector: with %f days left %s', (days, tone) => {
    expect(left(days * DAY_MS).tone).toBe(tone);
  });
});
