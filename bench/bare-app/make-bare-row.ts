import { BARE_ROW_KEY } from '@/bench/bare-row';
import { prisma } from '@/lib/db/prisma-client';

export async function makeBareRow(): Promise<void> {
  const db = await prisma();
  const row = { key: BARE_ROW_KEY, points: 1 };
  await db.rateLimiterFlexible.upsert({ where: { key: row.key }, create: row, update: row });
}
