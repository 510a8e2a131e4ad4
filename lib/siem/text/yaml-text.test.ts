import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hostileText } from '../testing/hostile-values';
import { yamlString } from './yaml-text';

describe('a YAML string', () => {
  test.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['yes', '"yes"'],
    ['a: "b" # \\', '"a: \\"b\\" # \\\\"'],
    ['å\n', '"\\U000000e5\\U0000000a"'],
    ['😀', '"\\U0001f600"'],
  ])('of %j is written as %s', (value, written) => {
    expect(yamlString(value)).toBe(written);
  });

  test('is read back exactly by another’s parser, in either version of YAML', () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        const written = `- key: ${yamlString(value)}\n- last\n`;
        expect(parse(written)).toEqual([{ key: value }, 'last']);
        expect(parse(written, { version: '1.1' })).toEqual([{ key: value }, 'last']);
      }),
    );
  });
});
