import 'server-only';
import { prisma } from '@/lib/db/prisma-client';
import type { Connector } from './connector';
import { toConnector } from './connector-store';

/** So many at a time: a thousand at once would hold the database's only session for too long. */
const AT_ONCE = 200;

/** Every connector of the tenant, for work that nobody waits for. */
export async function listEveryConnector(tenantId: string): Promise<readonly Connector[]> {
  const db = await prisma();
  const found: Connector[] = [];
  for (;;) {
    const rows = await db.connector.findMany({
      where: { tenantId, id: { gt: found.at(-1)?.id ?? '' } },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
      include: { secrets: { orderBy: { id: 'asc' } }, steps: true },
    });
    found.push(...rows.map(toConnector));
    if (rows.length < AT_ONCE) return found;
  }
}
