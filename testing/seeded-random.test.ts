import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random';

// Seeds are written down in reports, so the numbers of a seed may never change.
describe('seededRandom', () => {
  it('gives the same numbers for the same name', () => {
    const random = seededRandom('alert/7');
    expect([random.between(0, 999), random.between(0, 999), random.pick(['a', 'b', 'c', 'd', 'e'])]).toEqual([
      648,
      25,
      'a',
    ]);
    expect([random.isTrue(0.5), random.hex(12), random.hex(12)]).toEqual([false, '5f00e396ef6d', 'e916f1b85eb8']);
  });

  it('gives the same numbers for the same number', () => {
    const random = seededRandom(42);
    expect([random.next(), random.between(1, 100), random.pick(['a', 'b', 'c'])]).toEqual([
      0.6011037519201636,
      45,
      'c',
    ]);
  });
});
