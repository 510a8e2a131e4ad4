import type { Literal } from './filter';

export type FilterToken =
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'symbol'; readonly text: string }
  | { readonly type: 'literal'; readonly literal: Literal };

const patterns = {
  space: /^\s+/,
  string: /^'((?:[^']|'')*)'/,
  dateTime: /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2}))?(?![\w-])/i,
  guid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/i,
  number: /^-?\d+(?:\.\d+)?(?![\w-])/,
  word: /^[A-Za-z_][\w.]*/,
  symbol: /^[(),:/]/,
} as const;

/** `undefined` where the text holds something that no filter can hold. */
export function readFilterTokens(text: string): readonly FilterToken[] | undefined {
  const tokens: FilterToken[] = [];
  let rest = text;
  while (rest !== '') {
    const space = patterns.space.exec(rest);
    if (space !== null) {
      rest = rest.slice(space[0].length);
      continue;
    }
    const found = readToken(rest);
    if (found === undefined) return undefined;
    tokens.push(found.token);
    rest = rest.slice(found.length);
  }
  return tokens;
}

function readToken(rest: string): { readonly token: FilterToken; readonly length: number } | undefined {
  const string = patterns.string.exec(rest);
  if (string !== null) {
    const value = (string[1] ?? '').replaceAll("''", "'");
    return { token: { type: 'literal', literal: { type: 'string', value } }, length: string[0].length };
  }
  const literal = readBareLiteral(rest);
  if (literal !== undefined) return literal;
  const word = patterns.word.exec(rest)?.[0];
  if (word !== undefined) return { token: wordToken(word), length: word.length };
  const symbol = patterns.symbol.exec(rest)?.[0];
  return symbol === undefined ? undefined : { token: { type: 'symbol', text: symbol }, length: symbol.length };
}

function readBareLiteral(rest: string): { readonly token: FilterToken; readonly length: number } | undefined {
  const guid = patterns.guid.exec(rest)?.[0];
  if (guid !== undefined) return literalToken({ type: 'string', value: guid }, guid);
  const dateTime = patterns.dateTime.exec(rest)?.[0];
  if (dateTime !== undefined) return literalToken({ type: 'dateTime', value: dateTime }, dateTime);
  const number = patterns.number.exec(rest)?.[0];
  return number === undefined ? undefined : literalToken({ type: 'number', value: Number(number) }, number);
}

function literalToken(literal: Literal, text: string): { readonly token: FilterToken; readonly length: number } {
  return { token: { type: 'literal', literal }, length: text.length };
}

function wordToken(word: string): FilterToken {
  if (word === 'true' || word === 'false') {
    return { type: 'literal', literal: { type: 'boolean', value: word === 'true' } };
  }
  return word === 'null' ? { type: 'literal', literal: { type: 'null' } } : { type: 'word', text: word };
}
