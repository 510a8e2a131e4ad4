import 'server-only';
import { Prisma } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import { announceChange } from '@/lib/signal/changes';
import type { JournalName, StepProblem, StepWait } from './connector';
import { type ConnectorKey, prismaToChange } from './connector-store';

/** Where the steps of one operation are written down, for its page and for the operation that goes on after it. */
export type Journal = {
  /**
   * Written before the step runs. A step that is found started and not ended may have reached the tenant.
   *
   * @throws when the connector is not this tenant's
   */
  readonly start: (connector: ConnectorKey, name: JournalName) => Promise<void>;
  readonly saveWait: (connector: ConnectorKey, name: JournalName, wait: StepWait) => Promise<void>;
  readonly end: (connector: ConnectorKey, name: JournalName, problem: StepProblem | null) => Promise<void>;
};

export function journalOf(operationId: string): Journal {
  /** Whoever follows the operation looks at its version alone. */
  async function tell(tenantId: string): Promise<void> {
    const db = await prisma();
    await db.operation.updateMany({ where: { tenantId, id: operationId }, data: { version: { increment: 1 } } });
    announceChange(operationId);
  }
  return {
    async start({ tenantId, id }, name) {
      const db = await prismaToChange();
      const begun = { operationId, state: 'started', detail: Prisma.DbNull, startedAt: new Date(), endedAt: null };
      await db.operationStep.upsert({
        where: { connectorId_name: { connectorId: id, name }, tenantId },
        create: { tenantId, connector: { connect: { tenantId, id } }, name, ...begun },
        update: begun,
      });
      await tell(tenantId);
    },

    async saveWait({ tenantId, id }, name, detail) {
      const db = await prisma();
      await db.operationStep.updateMany({ where: { tenantId, connectorId: id, name }, data: { detail } });
      await tell(tenantId);
    },

    async end({ tenantId, id }, name, problem) {
      const db = await prismaToChange();
      await db.operationStep.updateMany({
        where: { tenantId, connectorId: id, name },
        data: { state: problem ? 'failed' : 'ended', detail: problem ?? Prisma.DbNull, endedAt: new Date() },
      });
      await tell(tenantId);
    },
  };
}
