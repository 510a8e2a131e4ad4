import { expect, it } from 'vitest';
import { hashSecret, mintSecret } from './client-secret';

it('makes secrets that look like those of Entra ID', () => {
  for (let turn = 0; turn < 50; turn += 1) {
    const { secretText, hint, secretHash } = mintSecret();
    expect(secretText).toMatch(/^[A-Za-z0-9]{3}8Q~[A-Za-z0-9._~-]{34}$/);
    expect(secretText).toHaveLength(40);
    expect(hint).toBe(secretText.slice(0, 3));
    expect(secretHash).toBe(hashSecret(secretText));
  }
});

it('never makes the same twice', () => {
  expect(new Set(Array.from({ length: 100 }, () => mintSecret().secretText)).size).toBe(100);
});
