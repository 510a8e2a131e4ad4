import type { PortalPrismaClient } from '@/lib/db/database';
import { manyConnectors } from '@/scripts/many-connectors.mjs';

/** Writes many connectors of a tenant, of every status. */
export async function writeManyConnectors(prisma: PortalPrismaClient, tenantId: string, count: number): Promise<void> {
  await prisma.$transaction(
    async (within) => {
      for (const { text, values } of manyConnectors(tenantId, count)) await within.$executeRawUnsafe(text, ...values);
    },
    { timeout: 120_000 },
  );
}
