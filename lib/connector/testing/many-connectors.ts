import { prisma } from '@/lib/db/prisma-client';
import { manyConnectors } from '@/scripts/many-connectors.mjs';

/** Writes many connectors of a tenant, of every status. */
export async function writeManyConnectors(tenantId: string, count: number): Promise<void> {
  const db = await prisma();
  await db.$transaction(
    async (within) => {
      for (const { text, values } of manyConnectors(tenantId, count)) await within.$executeRawUnsafe(text, ...values);
    },
    { timeout: 120_000 },
  );
}

/** Takes them away again. */
export async function removeManyConnectors(tenantId: string): Promise<void> {
  const db = await prisma();
  await db.connector.deleteMany({ where: { tenantId } });
}
