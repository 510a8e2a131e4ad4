import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entraSecretProblem, weakSecretProblem } from './secret-strength';

describe('weakSecretProblem', () => {
  it.each([
    'a'.repeat(64),
    'ab'.repeat(32),
    'abcdefghijklmnopqrstuvwxyz0123456789',
    '0123456789abcdef0123456789abcdef',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    'changeme-changeme-changeme-changeme',
    'Passw0rd!Passw0rd!Passw0rd!Passw0rd!',
    'SuperSecretSessionKeyForContoso2026!',
    'the quick brown fox jumps over the lazy dog',
    '00000000-0000-0000-0000-000000000000',
  ])('finds that %s can be guessed', (secret) => {
    expect(weakSecretProblem(secret)).toContain('can be guessed');
  });

  it('finds what .env.example shows', () => {
    const shown = [...readFileSync('.env.example', 'utf8').matchAll(/crypto\.[^"\n]+|Random text of[^.\n]+/g)].map(
      String,
    );
    expect(shown.length).toBeGreaterThan(1);
    for (const text of shown) expect(weakSecretProblem(text)).not.toBeNull();
  });

  it('takes what is random, in whatever alphabet', () => {
    for (let round = 0; round < 50; round += 1) {
      expect(weakSecretProblem(randomBytes(48).toString('base64url'))).toBeNull();
      expect(weakSecretProblem(randomBytes(32).toString('hex'))).toBeNull();
    }
  });
});

describe('entraSecretProblem', () => {
  it('tells the id of a secret from its value', () => {
    expect(entraSecretProblem('2f5b7d0e-1c3a-4a6b-9d8e-7f6a5b4c3d2e')).toContain('its value');
    expect(entraSecretProblem('your-client-secret')).toContain('example');
    expect(entraSecretProblem('the-secret-of-the-portal')).toContain('example');
    expect(entraSecretProblem('abc8Q~Zx1.made-up-as-Entra-makes-them')).toBeNull();
  });
});
