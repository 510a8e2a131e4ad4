import 'server-only';
import { type ConsentFlow as Row, Prisma } from '@/generated/prisma/client';
import { stepWaitSchema } from '@/lib/connector/connector';
import { prisma } from '@/lib/db/prisma-client';
import {
  type ConsentFlow,
  type ConsentProblem,
  consentProblemSchema,
  type ConsentPurpose,
  consentPurposes,
  type FlowState,
  flowStates,
  leftoverSchema,
  type Surface,
  surfaces,
} from './consent';

export type NewFlow = {
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly personUpn: string;
  readonly purpose: ConsentPurpose;
  readonly connectorId: string | null;
  readonly surface: Surface;
  readonly input: Prisma.InputJsonObject | null;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
};

/** Names one flow of one person of one tenant: all three are part of every query. */
export type FlowKey = { readonly id: string; readonly tenantId: string; readonly personId: string };

/** A flow and the connector that its work is on. */
export type WorkKey = FlowKey & { readonly connectorId: string | null };

/** Callers pass whole flows: only what names the row goes into a query. */
export function whereOf({ id, tenantId, personId }: FlowKey): FlowKey {
  return { id, tenantId, personId };
}

export type PassageRecord = {
  readonly stateHash: string;
  readonly cookieHash: string;
  readonly sealedPassage: string;
  readonly leg: ConsentFlow['leg'];
  readonly sealedGrant?: string;
  readonly surface?: Surface;
};

/** A flow found by the state that came back, with what must match. */
export type ReturnedFlow = {
  readonly flow: ConsentFlow;
  readonly cookieHash: string;
  readonly sealedPassage: string;
  readonly sealedGrant: string | null;
};

/** How long a process may be silent before its work counts as abandoned. */
export const LEASE_MS = 20_000;

const leftoversSchema = leftoverSchema.array();

export const consentStore = {
  /** @returns false when the id is taken already: by a double click, or by another's flow */
  async create({ scopes, input, ...flow }: NewFlow): Promise<boolean> {
    const db = await prisma();
    const data = { ...flow, scopes: [...scopes], state: 'waiting', input: input ?? Prisma.DbNull };
    const { count } = await db.consentFlow.createMany({ data, skipDuplicates: true });
    return count === 1;
  },

  async find(key: FlowKey): Promise<ConsentFlow | null> {
    const db = await prisma();
    const row = await db.consentFlow.findFirst({ where: whereOf(key) });
    return row && toFlow(row);
  },

  async findSealedGrant(key: FlowKey): Promise<string | null> {
    const db = await prisma();
    const row = await db.consentFlow.findFirst({ where: whereOf(key), select: { sealedGrant: true } });
    return row?.sealedGrant ?? null;
  },

  async findByState(stateHash: string): Promise<ReturnedFlow | null> {
    const db = await prisma();
    const row = await db.consentFlow.findUnique({ where: { stateHash } });
    if (!row?.cookieHash || !row.sealedSecrets) return null;
    const { cookieHash, sealedSecrets: sealedPassage, sealedGrant } = row;
    return { flow: toFlow(row), cookieHash, sealedPassage, sealedGrant };
  },

  /** Begins a passage; an earlier one of the same flow can no longer come back. */
  async savePassage(flow: ConsentFlow, passage: PassageRecord): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.consentFlow.updateMany({
      where: { ...whereOf(flow), version: flow.version, state: 'waiting' },
      data: {
        stateHash: passage.stateHash,
        cookieHash: passage.cookieHash,
        sealedSecrets: passage.sealedPassage,
        leg: passage.leg,
        problem: Prisma.DbNull,
        version: { increment: 1 },
        ...(passage.sealedGrant ? { sealedGrant: passage.sealedGrant } : {}),
        ...(passage.surface ? { surface: passage.surface } : {}),
      },
    });
    return count === 1;
  },

  /** Takes the passage, so that it can come back once. @returns false when another took it first */
  async consumePassage(flow: ConsentFlow): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.consentFlow.updateMany({
      where: { ...whereOf(flow), version: flow.version, state: 'waiting', stateHash: { not: null } },
      data: { stateHash: null, cookieHash: null, sealedSecrets: null, version: { increment: 1 } },
    });
    return count === 1;
  },

  async saveProblem(key: FlowKey, problem: ConsentProblem): Promise<void> {
    const db = await prisma();
    const data = { problem, sealedGrant: null, leg: 'portal' };
    await db.consentFlow.updateMany({ where: { ...whereOf(key), state: 'waiting' }, data });
  },

  async saveSurface(key: FlowKey, surface: Surface): Promise<void> {
    const db = await prisma();
    await db.consentFlow.updateMany({ where: { ...whereOf(key), state: 'waiting' }, data: { surface } });
  },

  async saveConsent(key: FlowKey, sealedGrant: string, grantExpiresAt: Date): Promise<void> {
    const db = await prisma();
    const data = { state: 'consented', sealedGrant, grantExpiresAt, problem: Prisma.DbNull, consentedAt: new Date() };
    await db.consentFlow.updateMany({ where: { ...whereOf(key), state: 'waiting' }, data });
  },

  /** Forgets the elevated tokens of a person's flows; work that goes on has its own in hand. */
  async dropGrants(person: Omit<FlowKey, 'id'>): Promise<void> {
    const db = await prisma();
    const { tenantId, personId } = person;
    const where = { tenantId, personId, state: { not: 'running' } };
    await db.consentFlow.updateMany({ where, data: { sealedGrant: null, grantExpiresAt: null } });
  },

  /** Moves a flow on, if it still stands where the caller saw it. @returns whether this caller did */
  async move(key: FlowKey, from: readonly FlowState[], to: FlowState): Promise<boolean> {
    const db = await prisma();
    const ended =
      to === 'done' || to === 'cancelled' ? { sealedGrant: null, sealedSecrets: null, stateHash: null } : {};
    const leased = to === 'running' ? { leaseExpiresAt: new Date(Date.now() + LEASE_MS) } : {};
    const { count } = await db.consentFlow.updateMany({
      where: { ...whereOf(key), state: { in: [...from] } },
      data: { state: to, version: { increment: 1 }, ...ended, ...leased },
    });
    return count === 1;
  },

  /**
   * Moves a flow on to its work, unless another flow's work on the same connector is alive.
   *
   * @param now decides whether the other's lease has run out
   * @returns busy: the connector is being worked on; taken: another caller moved this flow
   */
  async startWork(flow: WorkKey, from: readonly FlowState[], now: Date): Promise<'started' | 'busy' | 'taken'> {
    const db = await prisma();
    const { tenantId, connectorId } = flow;
    return db.$transaction(async (within) => {
      if (connectorId) {
        // The row's lock gives two that ask at once their turn.
        await within.$executeRaw`select "id" from "Connector" where "tenantId" = ${tenantId} and "id" = ${connectorId} for update`;
        const alive = { state: 'running', leaseExpiresAt: { gt: now }, id: { not: flow.id } };
        if ((await within.consentFlow.count({ where: { ...alive, tenantId, connectorId } })) > 0) return 'busy';
      }
      const { count } = await within.consentFlow.updateMany({
        where: { ...whereOf(flow), state: { in: [...from] } },
        data: {
          ...{ state: 'running', version: { increment: 1 }, wait: Prisma.DbNull },
          leaseExpiresAt: new Date(now.getTime() + LEASE_MS),
        },
      });
      return count === 1 ? 'started' : 'taken';
    });
  },

  /** Work of processes that have died, where no other process can have any. @returns how many flows have failed */
  async failAllRunning(): Promise<number> {
    const db = await prisma();
    const data = { state: 'failed', version: { increment: 1 } };
    return (await db.consentFlow.updateMany({ where: { state: 'running' }, data })).count;
  },

  /** Keeps the work of this flow this process's own for a while. */
  async renewLease(key: FlowKey, leaseExpiresAt: Date): Promise<void> {
    const db = await prisma();
    await db.consentFlow.updateMany({ where: { ...whereOf(key), state: 'running' }, data: { leaseExpiresAt } });
  },

  /** A flow whose process died in the middle has failed. @returns whether this caller found it so */
  async failAbandoned(key: FlowKey, now: Date): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.consentFlow.updateMany({
      where: { ...whereOf(key), state: 'running', OR: [{ leaseExpiresAt: null }, { leaseExpiresAt: { lt: now } }] },
      data: { state: 'failed', version: { increment: 1 } },
    });
    return count === 1;
  },

  /** Forgets grants that have ended, and flows of yesterday. */
  async removeEnded(now: Date): Promise<number> {
    const db = await prisma();
    const data = { sealedGrant: null };
    const ended = [
      { grantExpiresAt: { lte: now } },
      // Between two legs a grant has no time of its own: it ends with the passage.
      { state: 'waiting', expiresAt: { lte: now } },
    ];
    await db.consentFlow.updateMany({ where: { sealedGrant: { not: null }, OR: ended }, data });
    const dayAgo = new Date(now.getTime() - 86_400_000);
    const { count } = await db.consentFlow.deleteMany({ where: { expiresAt: { lte: dayAgo } } });
    return count;
  },
};

export type ConsentStore = typeof consentStore;

function toFlow(row: Row): ConsentFlow {
  const purpose = consentPurposes.find((known) => known === row.purpose);
  const state = flowStates.find((known) => known === row.state);
  const surface = surfaces.find((known) => known === row.surface);
  if (!purpose || !state || !surface) throw new Error(`Consent flow ${row.id} is from another release.`);
  // Named one by one: a row holds sealed values that have no place outside this file.
  const { id, tenantId, personId, personUpn, connectorId, input, scopes } = row;
  const { createdAt, consentedAt, expiresAt, version } = row;
  return {
    ...{ id, tenantId, personId, personUpn, connectorId, input, scopes },
    ...{ createdAt, consentedAt, expiresAt, version, purpose, state, surface },
    leg: row.leg === 'connector' ? 'connector' : 'portal',
    problem: consentProblemSchema.safeParse(row.problem).data ?? null,
    leftovers: leftoversSchema.safeParse(row.leftovers).data ?? [],
    wait: stepWaitSchema.safeParse(row.wait).data ?? null,
  };
}
