import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCursor, writeCursor } from './page-cursor';

const schema = z.tuple([z.string(), z.number()]);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('[').toString('base64url')],
    ['no list', encode({ name: 'a' })],
    ['another order', writeCursor('created', ['a', 1])],
    ['too few values', writeCursor('name', ['a'])],
    ['too many values', writeCursor('name', ['a', 1, 2])],
    ['values of another kind', writeCursor('name', [1, 'a'])],
  ])('that is %s is none', (_, cursor) => {
    expect(readCursor(cursor, 'name', schema)).toBeNull();
  });

  it('gives back what was written, whatever the letters', () => {
    expect(readCursor(writeCursor('name', ['åäö 🛡️ %_\\', 1]), 'name', schema)).toEqual(['åäö 🛡️ %_\\', 1]);
  });

  it('needs no escape in an address', () => {
    expect(writeCursor('name', ['ÿþ?>~', 1])).toMatch(/^[\w-]+$/);
  });
});
