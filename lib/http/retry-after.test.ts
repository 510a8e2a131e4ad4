import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after';

const now = Date.parse('2026-11-30T12:00:00Z');

describe('readRetryAfter', () => {
  it.each([null, '', ' ', 'soon', '-5', '+5', '1e3', 'NaN', 'Infinity', '5 seconds', '99999999999'])(
    'makes nothing of %j',
    (header) => {
      expect(readRetryAfter(header, now)).toBeNull();
    },
  );

  it.each([
    ['0', 0],
    ['120', 120],
    [' 7 ', 7],
    ['0.5', 0.5],
  ])('reads %j as %d seconds', (header, seconds) => {
    expect(readRetryAfter(header, now)).toBe(seconds);
  });

  it('reads a date by the clock of this machine, and one that has passed as now', () => {
    expect(readRetryAfter('Mon, 30 Nov 2026 12:00:30 GMT', now)).toBe(30);
    expect(readRetryAfter('Mon, 30 Nov 2026 11:00:00 GMT', now)).toBe(0);
  });
});
