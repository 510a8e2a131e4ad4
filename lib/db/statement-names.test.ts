import { describe, expect, it } from 'vitest';
import { statementNames } from './statement-names';

describe('statementNames', () => {
  it('gives no name to statements beyond a number, and leaves the others theirs', () => {
    const nameOf = statementNames();
    const first = nameOf('select 1');
    for (let count = 2; count <= 300; count += 1) expect(nameOf(`select ${count}`)).not.toBe('');
    expect(nameOf('select 301')).toBe('');
    expect(nameOf('select 1')).toBe(first);
  });

  it('gives each statement one name of its own', () => {
    const nameOf = statementNames();
    expect(nameOf('select 1')).not.toBe(nameOf('select 2'));
    expect(nameOf('select 1')).toBe(nameOf('select 1'));
  });
});
