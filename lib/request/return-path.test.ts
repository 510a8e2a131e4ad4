import { describe, expect, it } from 'vitest';
import { HOME_PATH, safeReturnPath } from './return-path';

describe('safeReturnPath', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/a',
    '/\\evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    'http://portal.invalid.evil.example/',
    `/settings/siem?q=${'a'.repeat(2_000)}`,
    '',
    '/',
    null,
    undefined,
  ])('sends %j home', (wanted) => {
    expect(safeReturnPath(wanted)).toBe(HOME_PATH);
  });

  it('keeps a path of the portal with its query', () => {
    expect(safeReturnPath('/settings/siem/1?flow=2')).toBe('/settings/siem/1?flow=2');
  });
});
