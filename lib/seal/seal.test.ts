import { describe, expect, it } from 'vitest';
import { createSealer } from './seal';

const sealer = createSealer('a secret of the portal, long enough');

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
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(sealer.open('read-token', bytes.toString('base64url'))).toBeNull();
    expect(sealer.open('read-token', 'short')).toBeNull();
  });
});
