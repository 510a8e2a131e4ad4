import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { countAgainst, giveBack, type RateLimit, removeEndedCounts } from './rate-limit-store';

beforeAll(() => database());
afterAll(closeDatabase);

const limitOf = (points: number): RateLimit => ({ name: `test-${randomUUID()}`, points, seconds: 60 });

describe('countAgainst', () => {
  it('lets as many through as the limit says, also when all come at once', async () => {
    const limit = limitOf(3);
    const waits = await Promise.all(Array.from({ length: 10 }, () => countAgainst(limit, 'one')));
    const refused = waits.filter((wait) => wait !== null);
    expect(refused).toHaveLength(7);
    for (const seconds of refused) expect(seconds).toSatisfy((wait: number) => wait > 0 && wait <= 60);
  });

  it('counts each key, and each limit, by itself', async () => {
    const limit = limitOf(1);
    expect(await countAgainst(limit, 'one')).toBeNull();
    expect(await countAgainst(limit, 'other')).toBeNull();
    expect(await countAgainst(limitOf(1), 'one')).toBeNull();
    expect(await countAgainst(limit, 'one')).not.toBeNull();
  });

  it('begins anew when the time is over', async () => {
    const limit = limitOf(1);
    await countAgainst(limit, 'one');
    const { prisma } = await database();
    const data = { expire: new Date(Date.now() - 1_000) };
    await prisma.rateLimiterFlexible.updateMany({ where: { key: `${limit.name}:one` }, data });
    expect(await countAgainst(limit, 'one')).toBeNull();
  });

  it('leaves no timer behind', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await countAgainst(limitOf(1), 'one');
    expect(timers.mock.calls.filter(([, delay]) => (delay ?? 0) > 60_000)).toEqual([]);
    timers.mockRestore();
  });
});

describe('giveBack', () => {
  const pointsOf = async (key: string) => {
    const { prisma } = await database();
    return (await prisma.rateLimiterFlexible.findUnique({ where: { key } }))?.points;
  };

  it('makes room for one more, of that key alone', async () => {
    const limit = limitOf(1);
    for (const key of ['one', 'other']) await countAgainst(limit, key);
    await giveBack(limit, 'one');
    expect(await countAgainst(limit, 'one')).toBeNull();
    expect(await countAgainst(limit, 'other')).not.toBeNull();
  });

  it('never makes room for more than the limit, whatever is given back', async () => {
    const limit = limitOf(1);
    await giveBack(limit, 'one');
    expect(await pointsOf(`${limit.name}:one`)).toBeUndefined();
    await countAgainst(limit, 'one');
    await Promise.all([giveBack(limit, 'one'), giveBack(limit, 'one')]);
    expect(await pointsOf(`${limit.name}:one`)).toBe(0);
  });

  it('gives nothing to a time that is over', async () => {
    const limit = limitOf(1);
    await countAgainst(limit, 'one');
    const { prisma } = await database();
    const data = { expire: new Date(Date.now() - 1_000) };
    await prisma.rateLimiterFlexible.updateMany({ where: { key: `${limit.name}:one` }, data });
    await giveBack(limit, 'one');
    expect(await pointsOf(`${limit.name}:one`)).toBe(1);
  });
});

describe('removeEndedCounts', () => {
  it('forgets what is over, and nothing that still counts', async () => {
    const { prisma } = await database();
    const [ended, counting] = [randomUUID(), randomUUID()];
    const expire = new Date(Date.now() - 1_000);
    await prisma.rateLimiterFlexible.create({ data: { key: ended, points: 1, expire } });
    await prisma.rateLimiterFlexible.create({
      data: { key: counting, points: 1, expire: new Date(Date.now() + 60_000) },
    });
    await removeEndedCounts(new Date());
    const left = await prisma.rateLimiterFlexible.findMany({ where: { key: { in: [ended, counting] } } });
    expect(left.map(({ key }) => key)).toEqual([counting]);
  });
});
