import { expect, it } from 'vitest';
import { addDuration } from './app-management-policy';

it.each([
  ['P180D', '2026-07-14T12:00:00.000Z'],
  ['P2W', '2026-01-29T12:00:00.000Z'],
  ['P6M', '2026-07-15T12:00:00.000Z'],
  ['P1Y1M1D', '2027-02-16T12:00:00.000Z'],
])('%s after the 15th of January is %s', (duration, end) => {
  expect(new Date(addDuration(Date.UTC(2026, 0, 15, 12), duration)).toISOString()).toBe(end);
});
