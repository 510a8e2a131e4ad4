import { BARE_ROW_KEY } from '@/bench/bare-row';
import { prisma } from '@/lib/db/prisma-client';

/** The least that a page with data does: one row of the portal's own kind of database, by Prisma. */
export default async function RowPage() {
  const db = await prisma();
  const row = await db.rateLimiterFlexible.findUnique({ where: { key: BARE_ROW_KEY } });
  return <p>{row?.points}</p>;
}
