import fc from 'fast-check';
import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import { controlCharacters, hostileCharacters } from '../testing/hostile-characters';
import { commentLine, propertyLine } from './java-properties';

const hostile = fc
  .array(fc.constantFrom(...hostileCharacters, ...controlCharacters, '\ud800'), { maxLength: 20 })
  .map((characters) => characters.join(''));

describe('a property', () => {
  test.each([
    ['plain', 'key=plain'],
    ['', 'key='],
    ['https://host:443/?a=b#c!', 'key=https://host:443/?a=b#c!'],
    [' a  b ', 'key=\\u0020a  b\\u0020'],
    ['C:\\path\\', 'key=C:\\\\path\\\\'],
    ['å😀\t\n', 'key=\\u00e5\\ud83d\\ude00\\u0009\\u000a'],
    ['=:', 'key==:'],
  ])('of %j is written as %s', (value, line) => {
    expect(propertyLine('key', value)).toBe(line);
  });

  test('is ASCII on one line and is read back exactly, whatever its value', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const line = propertyLine('key', value);
        expect(line).toMatch(/^[ -~]*$/);
        const read = getProperties(`first=1\n${line}\nlast=2`);
        expect(read).toEqual({ first: '1', key: value, last: '2' });
      }),
    );
  });
});

describe('a comment', () => {
  test('stays one line that adds no property', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = commentLine(text);
        expect(line).not.toMatch(/[\r\n\u0085\u2028\u2029\u202e]/);
        expect(getProperties(`${line}\nlast=2`)).toEqual({ last: '2' });
      }),
    );
  });
});
