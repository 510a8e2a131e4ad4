import 'server-only';
import type { Approval as Row } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import { announceChange } from '@/lib/signal/changes';
import type { Approval, DecidedState } from './approval';

export type NewApproval = {
  readonly tokenHash: string;
  readonly askedById: string;
  readonly askedByUpn: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Names the approval of one connector: the tenant is part of every query. */
type ConnectorKey = { readonly tenantId: string; readonly connectorId: string };
/** Names the approval that one link leads to. */
export type LinkKey = { readonly tenantId: string; readonly tokenHash: string };

export type Decision = {
  readonly state: DecidedState;
  readonly decidedById: string;
  readonly decidedByUpn: string;
  readonly decidedAt: Date;
};

export const approvalStore = {
  /**
   * Asks anew: an earlier link of the same connector no longer works.
   *
   * @throws when the connector is not this tenant's
   */
  async ask({ tenantId, connectorId }: ConnectorKey, asked: NewApproval): Promise<void> {
    const db = await prisma();
    const data = { ...asked, state: 'waiting' };
    const undecided = { stateHash: null, decidedById: null, decidedByUpn: null, decidedAt: null };
    await db.approval.upsert({
      where: { connectorId, tenantId },
      create: { ...data, tenantId, connector: { connect: { tenantId, id: connectorId } } },
      update: { ...data, ...undecided },
    });
    announceChange(connectorId);
  },

  async findByLink({ tenantId, tokenHash }: LinkKey): Promise<Approval | null> {
    const db = await prisma();
    const row = await db.approval.findFirst({ where: { tenantId, tokenHash } });
    return row && toApproval(row);
  },

  async findByConnector({ tenantId, connectorId }: ConnectorKey): Promise<Approval | null> {
    const db = await prisma();
    const row = await db.approval.findFirst({ where: { tenantId, connectorId } });
    return row && toApproval(row);
  },

  /** Decides what nobody has decided yet, within its time. @returns whether this caller did */
  async decide({ tenantId, tokenHash }: LinkKey, decision: Decision): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.approval.updateMany({
      where: { tenantId, tokenHash, state: 'waiting', expiresAt: { gt: decision.decidedAt } },
      data: decision,
    });
    return count === 1;
  },

  /** Writes down that somebody went to Entra: only the newest to go is believed. */
  async beginTransaction({ tenantId, tokenHash }: LinkKey, stateHash: string): Promise<void> {
    const db = await prisma();
    await db.approval.updateMany({ where: { tenantId, tokenHash }, data: { stateHash } });
  },

  /** @returns whether this is the first to come back with this state */
  async consumeTransaction({ tenantId, tokenHash }: LinkKey, stateHash: string): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.approval.updateMany({
      where: { tenantId, tokenHash, stateHash },
      data: { stateHash: null },
    });
    return count === 1;
  },

  /** Forgets an approval that the directory does not bear out, so that somebody can be asked again. */
  async forget({ tenantId, connectorId }: ConnectorKey): Promise<void> {
    const db = await prisma();
    await db.approval.deleteMany({ where: { tenantId, connectorId } });
    announceChange(connectorId);
  },
};

export type ApprovalStore = typeof approvalStore;

/** Those of the tenant that nobody has decided yet, within their time. */
export async function listWaitingApprovals(tenantId: string, now: Date): Promise<readonly Approval[]> {
  const db = await prisma();
  const rows = await db.approval.findMany({ where: { tenantId, state: 'waiting', expiresAt: { gt: now } } });
  return rows.map(toApproval);
}

function toApproval(row: Row): Approval {
  const { tenantId, connectorId, askedByUpn, createdAt, expiresAt, decidedByUpn, decidedAt } = row;
  const state = row.state === 'approved' || row.state === 'declined' ? row.state : 'waiting';
  return { tenantId, connectorId, askedByUpn, createdAt, expiresAt, decidedByUpn, decidedAt, state };
}
