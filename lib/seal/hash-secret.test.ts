import { describe, expect, it } from 'vitest';
import { hashSecret, matchesHash, newCookieValue } from './hash-secret';

describe('consent secrets', () => {
  it('refuses another value, the hash itself, and what is no hash', () => {
    const hash = hashSecret('state');
    expect(matchesHash('other', hash)).toBe(false);
    expect(matchesHash(hash, hash)).toBe(false);
    expect(matchesHash('state', '')).toBe(false);
    expect(matchesHash('state', `${hash}=`)).toBe(false);
  });

  it('recognises the value, which the hash does not show', () => {
    expect(matchesHash('state', hashSecret('state'))).toBe(true);
    expect(hashSecret('state')).not.toContain('state');
  });

  it('makes cookies of 32 bytes, none twice', () => {
    const values = Array.from({ length: 20 }, newCookieValue);
    expect(new Set(values).size).toBe(20);
    expect(values.map((value) => Buffer.from(value, 'base64url').length)).toEqual(values.map(() => 32));
  });
});
