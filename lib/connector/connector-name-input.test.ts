import { describe, expect, it } from 'vitest';
import { validateName } from './connector-name-input';

describe('judgeName', () => {
  it.each([
    ['', 'nameEmpty'],
    ['   ', 'nameEmpty'],
    ['a'.repeat(121), 'nameTooLong'],
    ['tab\there', 'nameUnseen'],
    ['null\u0000', 'nameUnseen'],
    ['right\u202Eleft', 'nameUnseen'],
    ['join\u200Ded', 'nameUnseen'],
    ['👩\u200D', 'nameUnseen'],
    ['👩\u200D\u200D💻', 'nameUnseen'],
    ['<b>bold</b>', 'nameMarkup'],
  ])('refuses %j: %s', (value, message) => {
    expect(validateName(value)).toBe(message);
  });

  it.each([
    'ArcSight production',
    'Säkerhet & co. "nord" #1',
    '監視 🔭',
    '🛡️ prod',
    '👩\u200D💻',
    '👩🏽\u200D💻',
    '🏳️\u200D🌈',
    'a'.repeat(120),
  ])('takes %j', (value) => {
    expect(validateName(value)).toBeNull();
  });
});
