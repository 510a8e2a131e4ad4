import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKeyRing } from '@/lib/seal/derive-key';
import { createOwnership } from './ownership';

const ownershipOf = (...secrets: readonly [string, ...string[]]) =>
  createOwnership(deriveKeyRing(secrets, 'ownership'));
const own = ownershipOf('a session secret for tests, long enough');
const application = { tenantId: randomUUID(), appId: randomUUID() };
const [first, second] = [randomUUID(), randomUUID()];

describe('the proof that this portal made an application', () => {
  it.each([
    ['no notes', undefined],
    ['nothing of the kind', 'Made by SIEM Connect for pat@contoso.example.'],
    ['a mark of nobody', 'sc1.AAAA'],
    ['the mark without a signature', 'sc1'],
    ['another application’s', own.sign({ ...application, appId: randomUUID() }, [])],
    ['another tenant’s', own.sign({ ...application, tenantId: randomUUID() }, [])],
    ['another portal’s', ownershipOf('another secret').sign(application, [first])],
    ['one that was cut', own.sign(application, []).slice(0, -1)],
  ])('is not given by %s', (_, notes) => {
    expect(own.prove(application, notes)).toBeNull();
  });

  it('holds for its secrets, one by one, whatever is written around it', () => {
    const proof = own.prove(application, `Ask Nora first.\n${own.sign(application, [first])} Thanks`);
    expect(proof?.(first)).toBe(true);
    expect(proof?.(second)).toBe(false);
  });

  it('does not carry a secret’s proof to another application', () => {
    const other = { ...application, appId: randomUUID() };
    const [, proven = ''] = own.sign(application, [first]).split(/[.](?=[^.]*$)/);
    expect(own.prove(other, `${own.sign(other, [])}.${proven}`)?.(first)).toBe(false);
  });

  it('has room for every secret that matters in the notes of a service principal', () => {
    const many = Array.from({ length: 200 }, () => randomUUID());
    const notes = own.sign(application, many);
    expect(notes.length).toBeLessThanOrEqual(1024);
    expect(own.prove(application, notes)?.(many.at(-1) ?? '')).toBe(true);
  });

  it('outlives a new key while the old one is still known', () => {
    const notes = ownershipOf('old').sign(application, [first]);
    expect(ownershipOf('new').prove(application, notes)).toBeNull();
    expect(ownershipOf('new', 'old').prove(application, notes)?.(first)).toBe(true);
  });
});
