import 'server-only';
import { prisma } from '@/lib/db/prisma-client';

/** Whether some process works on the connector, as far as its lease tells. */
export async function isWorkedOn(tenantId: string, connectorId: string, now: Date): Promise<boolean> {
  const db = await prisma();
  const where = { tenantId, connectorId, state: 'running', leaseExpiresAt: { gt: now } };
  return (await db.consentFlow.count({ where })) > 0;
}
