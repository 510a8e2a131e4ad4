import { describe, expect, it } from 'vitest';
import { announceChange, shareLooks } from './changes';

/** A look that ends when the test says so. */
function slowLooks() {
  const ends: ((value: number) => void)[] = [];
  const look = () => new Promise<number>((resolve) => ends.push(resolve));
  return { ends, look };
}

describe('shareLooks', () => {
  it('lets two hundred who look for the same look once', async () => {
    const { ends, look } = slowLooks();
    const shared = shareLooks<number>();
    const all = Array.from({ length: 200 }, () => shared('key', look));
    expect(ends).toHaveLength(1);
    ends[0]?.(7);
    expect(new Set(await Promise.all(all))).toEqual(new Set([7]));
  });

  it('looks anew for another key, after the look has ended, and after a change was announced', async () => {
    const { ends, look } = slowLooks();
    const shared = shareLooks<number>();
    const before = shared('key', look);
    void shared('another', look);
    expect(ends).toHaveLength(2);
    announceChange('anything');
    const after = shared('key', look);
    expect(ends).toHaveLength(3);
    ends[0]?.(1);
    ends[2]?.(2);
    expect([await before, await after]).toEqual([1, 2]);
    void shared('key', look);
    expect(ends).toHaveLength(4);
  });
});
