import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlCharacters, hostileCharacters } from '../testing/hostile-characters';
import { safeFileName } from './safe-file-name';

const jsonName = (name: string) => safeFileName({ prefix: 'siem-connector', name, extension: 'json' });

describe('a file name made of a connector’s name', () => {
  test.each([
    ['ArcSight production', 'siem-connector-ArcSight-production.json'],
    ['  SOC Malmö / nät 2  ', 'siem-connector-SOC-Malmö-nät-2.json'],
    ['東京 SIEM', 'siem-connector-東京-SIEM.json'],
    ['../../etc/passwd', 'siem-connector-etc-passwd.json'],
    ['CON', 'siem-connector-CON.json'],
    ['...', 'siem-connector.json'],
    ['😀', 'siem-connector.json'],
    ['', 'siem-connector.json'],
  ])('of "%s" is "%s"', (name, expected) => {
    expect(jsonName(name)).toBe(expected);
  });

  test('is allowed on Windows, macOS and Linux, whatever the name', () => {
    const names = fc.array(fc.oneof(fc.constantFrom(...hostileCharacters, ...controlCharacters), fc.string()));
    fc.assert(
      fc.property(names, (parts) => {
        const fileName = jsonName(parts.join(''));
        expect(fileName).toMatch(/^siem-connector(-[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?[.]json$/u);
        expect(new TextEncoder().encode(fileName).length).toBeLessThanOrEqual(255);
      }),
    );
  });

  test('stays within 255 bytes for the longest name', () => {
    expect(new TextEncoder().encode(jsonName('𠀀'.repeat(120))).length).toBeLessThanOrEqual(255);
  });
});
