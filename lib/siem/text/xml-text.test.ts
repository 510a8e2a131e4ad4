import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileText, hostileXmlText } from '../testing/hostile-values';
import { xmlComment, xmlText } from './xml-text';

const root = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml').documentElement;

describe('the text of an element', () => {
  test.each([
    ['plain', 'plain'],
    ['<a> & "b" \'c\'', '&lt;a&gt; &amp; "b" \'c\''],
    ['a\r\nb', 'a&#13;\nb'],
    ['a\u0000b', 'a\ufffdb'],
  ])('of %j is written as %s', (value, written) => {
    expect(xmlText(value)).toBe(written);
  });

  test('is read back exactly by another’s parser', () => {
    fc.assert(
      fc.property(hostileXmlText, (value) => {
        expect(root(`<a>${xmlText(value)}</a>`)?.textContent).toBe(value);
      }),
    );
  });
});

describe('a comment', () => {
  test.each([
    ['Séan -- the last', '<!-- Séan - the last -->'],
    ['ends in dashes --', '<!-- ends in dashes -->'],
    ['--><evil/>\n<!--', '<!-- - evil/ ! -->'],
  ])('of %j is written as %s', (text, written) => {
    expect(xmlComment(text)).toBe(written);
  });

  test('stays one line that adds nothing, whatever its text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const comment = xmlComment(text);
        expect(comment).not.toContain('\n');
        expect(root(`<a>${comment}</a>`)?.textContent).toBe('');
      }),
    );
  });
});
