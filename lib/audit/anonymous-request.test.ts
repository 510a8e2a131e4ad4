import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { anonymousLimit } from '@/lib/rate-limit/rate-limit-store';
import { inRequest } from '@/lib/request/testing/in-request';
import { recordAnonymous } from './anonymous-request';

beforeAll(() => database());
afterAll(closeDatabase);

async function record(address: string): Promise<number> {
  const tenantId = randomUUID();
  const about = { tenantId, personId: null, personUpn: null, action: 'consent-callback', outcome: 'refused' } as const;
  await inRequest({ headers: { 'x-forwarded-for': address } }, () => recordAnonymous({ ...about, requestId: 'r' }));
  const { prisma } = await database();
  return prisma.auditEvent.count({ where: { tenantId } });
}

describe('recordAnonymous', () => {
  it('stops writing for an address that goes on, and for no other', async () => {
    const [busy, other] = [randomUUID(), randomUUID()];
    expect(await record(busy)).toBe(1);
    const { prisma } = await database();
    const key = `${anonymousLimit.name}:${busy}`;
    await prisma.rateLimiterFlexible.update({ where: { key }, data: { points: anonymousLimit.points } });
    expect(await record(busy)).toBe(0);
    expect(await record(other)).toBe(1);
  });
});
