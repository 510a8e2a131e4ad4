import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileText } from '../testing/hostile-values';
import { jsString, jsTemplateText } from './js-expression';

const evaluate = (expression: string): unknown => runInThisContext(expression);

test('a string is read back exactly by JavaScript, as a literal and inside a template', () => {
  fc.assert(
    fc.property(hostileText, (value) => {
      expect(evaluate(jsString(value))).toBe(value);
      expect(evaluate(`\`<${jsTemplateText(value)}>\``)).toBe(`<${value}>`);
    }),
  );
});

test('an address stays readable', () => {
  expect(jsString('https://graph.microsoft.com/v1.0/security/alerts_v2')).toBe(
    "'https://graph.microsoft.com/v1.0/security/alerts_v2'",
  );
});
