import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { Outcome } from '@/lib/operations/outcome';
import { announceChange } from '@/lib/signal/changes';
import { count as countOne } from '@/lib/signal/counts';
import { type OperationKey, whereOf } from './operation-row';

/** How long a process may be silent before its work counts as abandoned; milliseconds. */
export const LEASE_MS = 20_000;

type OnConnector = OperationKey & { readonly connectorId: string | null };

const changed = { version: { increment: 1 } } as const;
const interrupted: Outcome = {
  kind: 'failed',
  problem: { kind: 'problem', cause: 'interrupted', status: null, aadsts: null, requestId: null },
  appId: null,
};
const abandoned = { state: 'failed', outcome: interrupted, ...changed } as const;
/** Those that may be tried again without another sign-in. */
const keepTheirToken: readonly OperationKind[] = ['enable', 'undo'];

/** Which process works on which connector, as far as leases tell. */
export const leaseStore = {
  /**
   * Makes the work of an operation this process's own, unless another operation on the same connector is alive.
   *
   * @param now decides whether the other's lease has run out
   * @returns busy: the connector is being worked on; taken: another caller began this operation's work
   */
  async acquire(operation: OnConnector, now: Date): Promise<'acquired' | 'busy' | 'taken'> {
    const db = await prisma();
    const { tenantId, connectorId } = operation;
    const acquired = await db.$transaction(async (within) => {
      if (connectorId) {
        // The row's lock gives two that ask at once their turn.
        await within.$executeRaw`select "id" from "Connector" where "tenantId" = ${tenantId} and "id" = ${connectorId} for update`;
        const alive = { state: 'running', leaseExpiresAt: { gt: now }, id: { not: operation.id } };
        if ((await within.operation.count({ where: { ...alive, tenantId, connectorId } })) > 0) return 'busy';
      }
      const { count } = await within.operation.updateMany({
        where: { ...whereOf(operation), state: 'consented' },
        data: { state: 'running', ...changed, leaseExpiresAt: new Date(now.getTime() + LEASE_MS) },
      });
      return count === 1 ? 'acquired' : 'taken';
    });
    if (acquired === 'acquired') announceChange(operation.id);
    return acquired;
  },

  /** Keeps the work of this operation this process's own for a while. */
  async renew(key: OperationKey, leaseExpiresAt: Date): Promise<void> {
    const db = await prisma();
    await db.operation.updateMany({ where: { ...whereOf(key), state: 'running' }, data: { leaseExpiresAt } });
  },

  /** Whether some process works on the connector. */
  async isHeld(tenantId: string, connectorId: string, now: Date): Promise<boolean> {
    const db = await prisma();
    const where = { tenantId, connectorId, state: 'running', leaseExpiresAt: { gt: now } };
    return (await db.operation.count({ where })) > 0;
  },

  /** Operations whose processes have died, where no other process can have any. @returns how many have failed */
  async failAllRunning(): Promise<number> {
    const db = await prisma();
    const data = { ...abandoned, endedAt: new Date() };
    return (await db.operation.updateMany({ where: { state: 'running' }, data })).count;
  },

  /** An operation whose process died in the middle has failed. @returns whether this caller found it so */
  async failAbandoned(key: OperationKey, now: Date): Promise<boolean> {
    const db = await prisma();
    const overdue: Prisma.OperationWhereInput[] = [{ leaseExpiresAt: null }, { leaseExpiresAt: { lt: now } }];
    const { count } = await db.operation.updateMany({
      where: { ...whereOf(key), state: 'running', OR: overdue },
      data: { ...abandoned, endedAt: now },
    });
    const once = { ...whereOf(key), state: 'failed', kind: { notIn: [...keepTheirToken] } };
    await db.operation.updateMany({ where: once, data: { sealedToken: null, tokenExpiresAt: null } });
    if (count === 1) {
      announceChange(key.id);
      countOne('operations', 'failed');
    }
    return count === 1;
  },
};

export type LeaseStore = typeof leaseStore;
