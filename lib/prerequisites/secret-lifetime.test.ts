import { describe, expect, it } from 'vitest';
import { offeredLifetimes, secretRule, usualLifetime } from './secret-lifetime';

const now = new Date('2026-11-22T12:00:00Z');

function policy(...passwordCredentials: readonly Record<string, string>[]) {
  return { isEnabled: true, applicationRestrictions: { passwordCredentials: [...passwordCredentials] } };
}

describe('secretRule', () => {
  it('allows everything while the policy is off', () => {
    const off = { ...policy({ restrictionType: 'passwordAddition', state: 'enabled' }), isEnabled: false };
    expect(secretRule(off, now)).toEqual({ allowed: true, maxDays: null });
  });

  it('forbids secrets when adding one is restricted', () => {
    const rule = secretRule(policy({ restrictionType: 'passwordAddition', state: 'enabled' }), now);
    expect(rule.allowed).toBe(false);
  });

  it('takes the shortest of several lifetimes, in whole days', () => {
    const rule = secretRule(
      policy(
        { restrictionType: 'passwordLifetime', state: 'enabled', maxLifetime: 'P180D' },
        { restrictionType: 'passwordLifetime', state: 'enabled', maxLifetime: 'P4DT12H30M5S' },
        { restrictionType: 'passwordLifetime', state: 'disabled', maxLifetime: 'P1D' },
      ),
      now,
    );
    expect(rule).toEqual({ allowed: true, maxDays: 4 });
  });

  it('forbids secrets that would not live a day', () => {
    const hours = { restrictionType: 'passwordLifetime', state: 'enabled', maxLifetime: 'PT12H' };
    expect(secretRule(policy(hours), now).allowed).toBe(false);
  });

  it('leaves out what is for applications created later', () => {
    const later = {
      restrictionType: 'passwordAddition',
      state: 'enabled',
      restrictForAppsCreatedAfterDateTime: '2027-01-01T00:00:00Z',
    };
    expect(secretRule(policy(later), now).allowed).toBe(true);
  });
});

describe('offeredLifetimes', () => {
  it('ends with exactly what the policy allows', () => {
    expect(offeredLifetimes(45)).toEqual([30, 45]);
    expect(offeredLifetimes(180)).toEqual([30, 90, 180]);
    expect(offeredLifetimes(7)).toEqual([7]);
    expect(offeredLifetimes(null)).toEqual([30, 90, 180, 365, 730]);
  });

  it('suggests half a year, or the longest that is shorter', () => {
    expect(usualLifetime([30, 90, 180, 365])).toBe(180);
    expect(usualLifetime([30, 45])).toBe(45);
    expect(usualLifetime([7])).toBe(7);
  });
});
