import type { Filter, Literal, Operator } from './filter';
import { readFilterTokens, type FilterToken } from './filter-tokens';

/** The part of the OData filter language Microsoft's alert and directory endpoints share; `undefined` is a syntax error. */
export function parseFilter(text: string): Filter | undefined {
  const tokens = readFilterTokens(text);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const cursor = new Cursor(tokens);
  const filter = parseOr(cursor);
  return cursor.isAtEnd() ? filter : undefined;
}

class Cursor {
  readonly #tokens: readonly FilterToken[];
  #position = 0;

  constructor(tokens: readonly FilterToken[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#position >= this.#tokens.length;
  }

  takeWord(): string | undefined {
    const token = this.#tokens[this.#position];
    if (token?.type !== 'word') return undefined;
    this.#position += 1;
    return token.text;
  }

  takeLiteral(): Literal | undefined {
    const token = this.#tokens[this.#position];
    if (token?.type !== 'literal') return undefined;
    this.#position += 1;
    return token.literal;
  }

  /** Steps over the next token when it reads like this. */
  skip(text: string): boolean {
    const token = this.#tokens[this.#position];
    if (token === undefined || token.type === 'literal' || token.text !== text) return false;
    this.#position += 1;
    return true;
  }
}

function parseOr(cursor: Cursor): Filter | undefined {
  let left = parseAnd(cursor);
  while (left !== undefined && cursor.skip('or')) {
    const right = parseAnd(cursor);
    left = right === undefined ? undefined : { kind: 'or', left, right };
  }
  return left;
}

function parseAnd(cursor: Cursor): Filter | undefined {
  let left = parseTerm(cursor);
  while (left !== undefined && cursor.skip('and')) {
    const right = parseTerm(cursor);
    left = right === undefined ? undefined : { kind: 'and', left, right };
  }
  return left;
}

function parseTerm(cursor: Cursor): Filter | undefined {
  if (cursor.skip('not')) {
    const operand = parseTerm(cursor);
    return operand === undefined ? undefined : { kind: 'not', operand };
  }
  if (cursor.skip('(')) {
    const inner = parseOr(cursor);
    return cursor.skip(')') ? inner : undefined;
  }
  const property = cursor.takeWord();
  if (property === undefined) return undefined;
  if (property.toLowerCase() === 'startswith') return parseStartsWith(cursor);
  if (cursor.skip('/')) return parseAny(cursor, property);
  return parseComparison(cursor, property);
}

function parseStartsWith(cursor: Cursor): Filter | undefined {
  if (!cursor.skip('(')) return undefined;
  const property = cursor.takeWord();
  if (property === undefined || !cursor.skip(',')) return undefined;
  const literal = cursor.takeLiteral();
  if (literal?.type !== 'string' || !cursor.skip(')')) return undefined;
  return { kind: 'startsWith', property, value: literal.value };
}

/** `tags/any(t:t eq 'x')` */
function parseAny(cursor: Cursor, property: string): Filter | undefined {
  if (!cursor.skip('any') || !cursor.skip('(')) return undefined;
  const variable = cursor.takeWord();
  if (variable === undefined || !cursor.skip(':') || !cursor.skip(variable) || !cursor.skip('eq')) return undefined;
  const value = cursor.takeLiteral();
  if (value === undefined || !cursor.skip(')')) return undefined;
  return { kind: 'any', property, value };
}

function parseComparison(cursor: Cursor, property: string): Filter | undefined {
  const operator = readOperator(cursor.takeWord());
  const value = cursor.takeLiteral();
  return operator === undefined || value === undefined ? undefined : { kind: 'compare', property, operator, value };
}

const operators: readonly Operator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];

function readOperator(word: string | undefined): Operator | undefined {
  return operators.find((operator) => operator === word);
}
