import 'server-only';
import { Prisma } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import type { DisplayMode } from '@/lib/operations/begin-input';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { OperationState } from '@/lib/operations/operation-state';
import type { Outcome } from '@/lib/operations/outcome';
import { announceChange } from '@/lib/signal/changes';
import { count as countOne } from '@/lib/signal/counts';
import type { Operation } from './operation';
import { type OperationKey, toOperation, whereOf } from './operation-row';

export type NewOperation = {
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly personUpn: string;
  /** The session that it is begun in. */
  readonly sessionId: string;
  readonly kind: OperationKind;
  readonly connectorId: string | null;
  readonly displayMode: DisplayMode;
  readonly input: Prisma.InputJsonObject | null;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
};

/** How an operation ends. */
export type Ending = {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly outcome: Outcome;
  /** Whether what consent brought stays for another try. */
  readonly keepsToken: boolean;
};

const changed = { version: { increment: 1 } } as const;
const tokenGone = { sealedToken: null, tokenExpiresAt: null } as const;
const signInOver = { sealedTransaction: null, stateHash: null, cookieHash: null } as const;

/** Updates at most one row, and tells whoever follows it. */
async function change(
  key: OperationKey,
  where: Prisma.OperationWhereInput,
  data: Prisma.OperationUpdateManyMutationInput,
): Promise<boolean> {
  const db = await prisma();
  const { count } = await db.operation.updateMany({
    where: { ...where, ...whereOf(key) },
    data: { ...data, ...changed },
  });
  if (count === 1) announceChange(key.id);
  return count === 1;
}

export const operationStore = {
  /** @returns false when the id is taken already: by a double click, or by another's operation */
  async create({ scopes, input, ...operation }: NewOperation): Promise<boolean> {
    const db = await prisma();
    const data = { ...operation, scopes: [...scopes], state: 'waiting', input: input ?? Prisma.DbNull };
    const { count } = await db.operation.createMany({ data, skipDuplicates: true });
    announceChange(operation.id);
    return count === 1;
  },

  async find(key: OperationKey): Promise<Operation | null> {
    const db = await prisma();
    const row = await db.operation.findFirst({ where: whereOf(key) });
    return row && toOperation(row);
  },

  /** Counts as no change: the window that just opened is about to begin a sign-in by the version it has seen. */
  async saveDisplayMode(key: OperationKey, displayMode: DisplayMode): Promise<void> {
    const db = await prisma();
    await db.operation.updateMany({ where: { ...whereOf(key), state: 'waiting' }, data: { displayMode } });
    announceChange(key.id);
  },

  /** The person gave up. @returns false when there is nothing to cancel: work has begun, or has ended */
  async cancel(key: OperationKey): Promise<boolean> {
    const data = { state: 'cancelled', ...signInOver, ...tokenGone, endedAt: new Date() };
    const isCancelled = await change(key, { state: { in: ['waiting', 'consented'] } }, data);
    if (isCancelled) countOne('operations', 'cancelled');
    return isCancelled;
  },

  /**
   * What failed goes on, with what consent brought.
   *
   * @param restoring once what somebody deleted is back from the recycle bin
   * @returns false when it stands elsewhere by now
   */
  resume(key: OperationKey, restoring = false): Promise<boolean> {
    return change(key, { state: 'failed' }, { state: 'consented', restoring, outcome: Prisma.DbNull, endedAt: null });
  },

  /** What set-up made is to be taken back. @returns false for other kinds, while it works, or when it has ended well */
  turnBack(key: OperationKey): Promise<boolean> {
    const data = { state: 'consented', undoing: true, outcome: Prisma.DbNull, endedAt: null };
    return change(key, { kind: 'enable', state: { in: ['consented', 'failed'] } }, data);
  },

  /** @param from the states that the caller saw it in. @returns whether this caller ended it */
  async end(
    key: OperationKey,
    from: readonly OperationState[],
    { state, outcome, keepsToken }: Ending,
  ): Promise<boolean> {
    const token = keepsToken ? {} : { ...tokenGone, ...signInOver };
    const data = { state, outcome, endedAt: new Date(), ...token };
    const isEnded = await change(key, { state: { in: [...from] } }, data);
    if (isEnded) countOne('operations', state);
    return isEnded;
  },

  /** Its secret, tokens or report went to a page. */
  async markRevealed(key: OperationKey): Promise<void> {
    const db = await prisma();
    await db.operation.updateMany({ where: whereOf(key), data: { revealedAt: new Date() } });
  },

  /** Forgets what consent brought that has ended, and operations of yesterday. */
  async removeEnded(now: Date): Promise<number> {
    const db = await prisma();
    const ended = [
      { tokenExpiresAt: { lte: now } },
      // Between two authorization steps a token has no time of its own: it ends with the sign-in.
      { state: 'waiting', expiresAt: { lte: now } },
    ];
    await db.operation.updateMany({ where: { sealedToken: { not: null }, OR: ended }, data: { sealedToken: null } });
    const dayAgo = new Date(now.getTime() - 86_400_000);
    const { count } = await db.operation.deleteMany({ where: { expiresAt: { lte: dayAgo } } });
    return count;
  },
};

export type OperationStore = typeof operationStore;
