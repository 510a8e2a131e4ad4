import 'server-only';
import { Prisma } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import type { DisplayMode } from '@/lib/operations/begin-input';
import { announceChange } from '@/lib/signal/changes';
import type { AuthorizationProblem, Operation } from './operation';
import { type OperationKey, toOperation, whereOf } from './operation-row';

/** What is kept of a sign-in while the person is with Entra. */
export type AuthorizationRecord = {
  readonly stateHash: string;
  readonly cookieHash: string;
  readonly sealedTransaction: string;
  readonly authorizationStep: Operation['authorizationStep'];
  readonly sealedToken?: string;
  readonly displayMode?: DisplayMode;
};

/** An operation found by the state that came back, with what must match. */
export type ReturnedOperation = {
  readonly operation: Operation;
  readonly cookieHash: string;
  readonly sealedTransaction: string;
  readonly sealedToken: string | null;
};

const changed = { version: { increment: 1 } } as const;

/** The sealed part of an operation's row: what goes to Entra and what comes back. */
export const authorizationStore = {
  async findByState(stateHash: string): Promise<ReturnedOperation | null> {
    const db = await prisma();
    const row = await db.operation.findUnique({ where: { stateHash } });
    if (!row?.cookieHash || !row.sealedTransaction) return null;
    const { cookieHash, sealedTransaction, sealedToken } = row;
    return { operation: toOperation(row), cookieHash, sealedTransaction, sealedToken };
  },

  async findSealedToken(key: OperationKey): Promise<string | null> {
    const db = await prisma();
    const row = await db.operation.findFirst({ where: whereOf(key), select: { sealedToken: true } });
    return row?.sealedToken ?? null;
  },

  /** Begins a sign-in; an earlier one of the same operation can no longer come back. */
  async save(operation: Operation, { sealedToken, displayMode, ...record }: AuthorizationRecord): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.operation.updateMany({
      where: { ...whereOf(operation), version: operation.version, state: 'waiting' },
      data: {
        ...record,
        problem: Prisma.DbNull,
        ...changed,
        ...(sealedToken ? { sealedToken } : {}),
        ...(displayMode ? { displayMode } : {}),
      },
    });
    if (count === 1) announceChange(operation.id);
    return count === 1;
  },

  /** Takes the sign-in, so that it can come back once. @returns false when another took it first */
  async consume(operation: Operation): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.operation.updateMany({
      where: { ...whereOf(operation), version: operation.version, state: 'waiting', stateHash: { not: null } },
      data: { stateHash: null, cookieHash: null, sealedTransaction: null, ...changed },
    });
    return count === 1;
  },

  async saveProblem(key: OperationKey, problem: AuthorizationProblem): Promise<void> {
    const db = await prisma();
    const data = { problem, sealedToken: null, authorizationStep: 'portal', ...changed };
    await db.operation.updateMany({ where: { ...whereOf(key), state: 'waiting' }, data });
    announceChange(key.id);
  },

  async saveConsent(key: OperationKey, sealedToken: string, tokenExpiresAt: Date): Promise<void> {
    const db = await prisma();
    const consented = { state: 'consented', problem: Prisma.DbNull, consentedAt: new Date() };
    const data = { ...consented, sealedToken, tokenExpiresAt, ...changed };
    await db.operation.updateMany({ where: { ...whereOf(key), state: 'waiting' }, data });
    announceChange(key.id);
  },
};

export type AuthorizationStore = typeof authorizationStore;
