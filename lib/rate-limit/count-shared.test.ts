import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { countShared, giveBackShared, type SharedLimit } from './count-shared';

beforeAll(() => database());
afterAll(closeDatabase);

type Points = Readonly<Record<Exclude<keyof SharedLimit, 'address'>, number>>;

function limitOf(points: Points): SharedLimit {
  const limit = (of: keyof Points) => ({ name: `test-${of}-${randomUUID()}`, points: points[of], seconds: 60 });
  return { each: limit('each'), total: limit('total'), first: limit('first'), reserve: limit('reserve') };
}

/** How many of so many starts of one caller get through. */
async function through(limit: SharedLimit, key: string, starts: number): Promise<number> {
  let count = 0;
  for (let start = 0; start < starts; start += 1)
    if ((await countShared(limit, { key, address: key })) === null) count += 1;
  return count;
}

describe('countShared', () => {
  it('lets an honest caller in after others have used up what is counted in all', async () => {
    const limit = limitOf({ each: 5, total: 12, first: 2, reserve: 10 });
    const attackers = ['a', 'b', 'c'];
    for (const attacker of attackers) expect(await through(limit, attacker, 10)).toBeLessThanOrEqual(5);
    expect(await through(limit, 'honest', 1)).toBe(1);
    expect(await through(limit, 'another', 4)).toBe(2);
  });

  it('takes nothing from the others for what one caller is refused', async () => {
    const limit = limitOf({ each: 2, total: 4, first: 1, reserve: 0 });
    expect(await through(limit, 'a', 20)).toBe(2);
    expect(await through(limit, 'b', 2)).toBe(2);
    expect(await through(limit, 'c', 1)).toBe(0);
  });

  it('counts the address as well where callers are people, and gives both back', async () => {
    const address = { name: `test-address-${randomUUID()}`, points: 3, seconds: 60 };
    const limit = { ...limitOf({ each: 2, total: 9, first: 0, reserve: 0 }), address };
    const counted = (key: string) => countShared(limit, { key, address: 'one' });
    expect([await counted('a'), await counted('a'), await counted('b')]).toEqual([null, null, null]);
    expect(await counted('c')).not.toBeNull();
    expect(await countShared(limit, { key: 'c', address: 'another' })).toBeNull();
    await giveBackShared(limit, { key: 'a', address: 'one' });
    await giveBackShared(limit, { key: 'a', address: 'one' });
    expect(await counted('a')).toBeNull();
  });

  it('has an end, also for callers without number', async () => {
    const limit = limitOf({ each: 5, total: 3, first: 1, reserve: 2 });
    let count = 0;
    for (let caller = 0; caller < 10; caller += 1) count += await through(limit, `caller ${caller}`, 1);
    expect(count).toBe(5);
  });
});
