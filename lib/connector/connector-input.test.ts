import { describe, expect, it } from 'vitest';
import { enableInputSchema, judgeName } from './connector-input';

describe('judgeName', () => {
  it.each([
    ['', 'nameEmpty'],
    ['   ', 'nameEmpty'],
    ['a'.repeat(121), 'nameTooLong'],
    ['tab\there', 'nameUnseen'],
    ['null\u0000', 'nameUnseen'],
    ['right\u202Eleft', 'nameUnseen'],
    ['<b>bold</b>', 'nameMarkup'],
  ])('refuses %j: %s', (value, message) => {
    expect(judgeName(value)).toBe(message);
  });

  it.each(['ArcSight production', 'Säkerhet & co. "nord" #1', '監視 🔭', 'a'.repeat(120)])('takes %j', (value) => {
    expect(judgeName(value)).toBeNull();
  });
});

describe('enableInputSchema', () => {
  const good = { name: '  SIEM  ', api: 'defender-alerts', region: 'eu', secretDays: '180' };

  it('trims the name and reads the number that a form sends', () => {
    expect(enableInputSchema.parse(good)).toEqual({ ...good, name: 'SIEM', secretDays: 180 });
  });

  it.each([{ api: 'other' }, { region: 'moon' }, { secretDays: '0' }, { secretDays: 'long' }])('refuses %j', (bad) => {
    expect(enableInputSchema.safeParse({ ...good, ...bad }).success).toBe(false);
  });
});
