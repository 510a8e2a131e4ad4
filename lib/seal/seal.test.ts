import { describe, expect, it } from 'vitest';
import { deriveKey } from './derive-key';
import { createSealer } from './seal';

const SECRET = 'a secret of the portal, long enough';
const NEXT = 'the secret after it, also long enough';
const sealer = createSealer(SECRET);

describe('createSealer', () => {
  it('opens what it sealed', () => {
    const sealed = sealer.seal('read-token', 'tökén 🔑');
    expect(sealer.open('read-token', sealed)).toBe('tökén 🔑');
  });

  it('shows nothing of the clear text and never repeats itself', () => {
    const first = sealer.seal('read-token', 'eyJ0eXAi.secret');
    expect(first).not.toContain('eyJ0eXAi');
    expect(sealer.seal('read-token', 'eyJ0eXAi.secret')).not.toBe(first);
  });

  it('refuses another purpose, another secret, a changed and a short text', () => {
    const sealed = sealer.seal('read-token', 'value');
    expect(sealer.open('grant', sealed)).toBeNull();
    expect(createSealer('another secret, also long enough').open('read-token', sealed)).toBeNull();
    const [id = '', text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(sealer.open('read-token', `${id}.${bytes.toString('base64url')}`)).toBeNull();
    expect(sealer.open('read-token', `another0.${text}`)).toBeNull();
    for (const broken of ['short', '', '.', `${id}.`, `${id}.short`, `.${text}`]) {
      expect(sealer.open('read-token', broken)).toBeNull();
    }
  });

  it('opens what the secret before it has sealed, and seals with the new one', () => {
    const rotated = createSealer(NEXT, SECRET);
    expect(rotated.open('grant', sealer.seal('grant', 'value'))).toBe('value');
    expect(sealer.open('grant', rotated.seal('grant', 'value'))).toBeNull();
    expect(createSealer(NEXT).open('grant', rotated.seal('grant', 'value'))).toBe('value');
    expect(createSealer(NEXT).open('grant', sealer.seal('grant', 'value'))).toBeNull();
  });

  it('opens what the release before sealed without a key id, also while the secret is rotated', () => {
    // Sealed by that release with SECRET for "read-token".
    const old = 'r8Z4IzmB_sg28VA1GSfGyRjCMgjAiUCU4x4WqX_r_B3ZvKGshz7Sj6mHm4hjBz0u_g';
    expect(sealer.open('read-token', old)).toBe('of the release before');
    expect(createSealer(NEXT, SECRET).open('read-token', old)).toBe('of the release before');
    expect(createSealer(NEXT).open('read-token', old)).toBeNull();
    expect(sealer.open('grant', old)).toBeNull();
  });
});

describe('deriveKey', () => {
  it('gives each use and each secret a key and an id of its own, always the same', () => {
    const uses = ['session', 'seal', 'ownership', 'audit'] as const;
    const keys = [SECRET, NEXT].flatMap((secret) => uses.map((use) => deriveKey(secret, use)));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
    expect(new Set(keys.map(({ bytes }) => bytes.toString('hex'))).size).toBe(keys.length);
    expect(deriveKey(SECRET, 'audit')).toEqual(deriveKey(SECRET, 'audit'));
    for (const { id, bytes } of keys) {
      expect(bytes).toHaveLength(32);
      expect(bytes.toString('base64url')).not.toContain(id);
    }
  });
});
