import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Notice as Row, Prisma } from '@/generated/prisma/client';
import type { PortalPrismaClient } from '@/lib/db/database';
import { prisma } from '@/lib/db/prisma-client';
import { type NewNotice, type Notice, noticeFactsSchema, noticeKinds } from './notice';
import { severities, type Severity } from './thresholds';

export type NoticeView = 'open' | 'snoozed' | 'done';

/** A notice and where it was told. */
export type ToldNotice = { readonly notice: Notice; readonly deliveredTo: readonly string[] };

export type DriftSeen = Pick<Notice, 'id' | 'connectorId' | 'closedAt' | 'handledReason'> & {
  readonly fault: string | null;
};

/** A page of done ones shows no more. */
const MOST_SHOWN = 100;

export const noticeStore = {
  /**
   * Writes down what is to be told, with a delivery for every channel that gets it, and closes what it supersedes. What
   * was written before is left as it is, whoever wrote it.
   *
   * @param except a channel that is not told, since it is what the notice is about
   * @returns how many were news
   */
  async raise(
    tenantId: string,
    notices: readonly NewNotice[],
    { now, except }: { readonly now: Date; readonly except?: string },
  ): Promise<number> {
    if (notices.length === 0) return 0;
    const db = await prisma();
    const where = { tenantId, kind: { not: 'calendar' }, ...(except ? { id: { not: except } } : {}) };
    const channels = await db.noticeChannel.findMany({ where, select: { id: true, leastSeverity: true } });
    let news = 0;
    for (const { over, ...notice } of notices) {
      const gets = channels.filter(({ leastSeverity }) => isGot(notice, leastSeverity)).map(({ id }) => id);
      const row = { ...notice, id: randomUUID(), tenantId, createdAt: now, closedAt: over ? now : null };
      news += await raiseOne(db, row, gets);
    }
    return news;
  },

  async close(tenantId: string, ids: readonly string[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    const db = await prisma();
    await db.notice.updateMany({
      where: { tenantId, id: { in: [...ids] }, closedAt: null },
      data: { closedAt: now },
    });
  },

  /** Closes what is over of one subject. */
  async closeSubject(tenantId: string, subject: string, now: Date): Promise<void> {
    const db = await prisma();
    await db.notice.updateMany({ where: { tenantId, subject, closedAt: null }, data: { closedAt: now } });
  },

  /** What was told of changes in the directory to these connectors, the oldest first. */
  async listDrift(tenantId: string, connectorIds: readonly string[]): Promise<readonly DriftSeen[]> {
    const db = await prisma();
    const rows = await db.notice.findMany({
      where: { tenantId, kind: 'drift', connectorId: { in: [...connectorIds] } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ id, connectorId, facts, closedAt, handledReason }) => {
      const fault = noticeFactsSchema.safeParse(facts).data?.fault ?? null;
      return { id, connectorId, fault, closedAt, handledReason };
    });
  },

  /** Those that are not over, and those that somebody handles elsewhere. */
  async listKnown(tenantId: string): Promise<readonly Notice[]> {
    const db = await prisma();
    const rows = await db.notice.findMany({
      where: { tenantId, OR: [{ closedAt: null }, { handledReason: { not: null } }] },
    });
    return rows.flatMap((row) => toNotice(row) ?? []);
  },

  /** How many of each view there are. */
  async count(tenantId: string, now: Date): Promise<Readonly<Record<'open' | 'snoozed', number>>> {
    const db = await prisma();
    const [open, snoozed] = await Promise.all([
      db.notice.count({ where: whereOf(tenantId, 'open', now) }),
      db.notice.count({ where: whereOf(tenantId, 'snoozed', now) }),
    ]);
    return { open, snoozed };
  },

  /** The newest first. */
  async list(tenantId: string, view: NoticeView, now: Date): Promise<readonly ToldNotice[]> {
    const db = await prisma();
    const rows = await db.notice.findMany({
      where: whereOf(tenantId, view, now),
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_SHOWN,
      include: { deliveries: { where: { state: 'delivered' }, select: { channel: { select: { name: true } } } } },
    });
    return rows.flatMap(({ deliveries, ...row }) => {
      const notice = toNotice(row);
      return notice ? [{ notice, deliveredTo: deliveries.map(({ channel }) => channel.name) }] : [];
    });
  },

  /** @returns false when there is none, or somebody did before */
  async acknowledge(
    key: { readonly tenantId: string; readonly id: string },
    by: { readonly upn: string; readonly at: Date; readonly reason: string | null },
  ): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.notice.updateMany({
      where: { ...key, acknowledgedAt: null, closedAt: null },
      data: { acknowledgedAt: by.at, acknowledgedByUpn: by.upn, handledReason: by.reason },
    });
    return count === 1;
  },

  /** @returns false when there is none that is open */
  async snooze(key: { readonly tenantId: string; readonly id: string }, until: Date): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.notice.updateMany({
      where: { ...key, acknowledgedAt: null, closedAt: null },
      data: { snoozedUntil: until },
    });
    return count === 1;
  },
};

export type NoticeStore = typeof noticeStore;

type NewRow = Omit<NewNotice, 'over'> & {
  readonly id: string;
  readonly tenantId: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
};

/** @returns 1 when it was news */
async function raiseOne(db: PortalPrismaClient, row: NewRow, channels: readonly string[]): Promise<number> {
  const { tenantId, id, subject, urgency, createdAt } = row;
  const delivery = { tenantId, noticeId: id, state: 'waiting', createdAt, nextTryAt: createdAt };
  return db.$transaction(async (within) => {
    const { count } = await within.notice.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return 0;
    await within.notice.updateMany({
      where: { tenantId, subject, id: { not: id }, urgency: { lte: urgency }, closedAt: null },
      data: { closedAt: createdAt },
    });
    await within.noticeDelivery.createMany({ data: channels.map((channelId) => ({ ...delivery, channelId })) });
    return 1;
  });
}

/** The end of the portal's own credential goes to every channel: without it nobody signs in. */
function isGot({ kind, severity }: Pick<NewNotice, 'kind' | 'severity'>, least: string): boolean {
  if (kind === 'portalEnds' || kind === 'portalUnknown') return true;
  return severities.findIndex((each) => each === severity) >= severities.findIndex((each) => each === least);
}

function whereOf(tenantId: string, view: NoticeView, now: Date): Prisma.NoticeWhereInput {
  const undecided = { tenantId, closedAt: null, acknowledgedAt: null };
  switch (view) {
    case 'open':
      return { ...undecided, OR: [{ snoozedUntil: null }, { snoozedUntil: { lte: now } }] };
    case 'snoozed':
      return { ...undecided, snoozedUntil: { gt: now } };
    case 'done':
      return { tenantId, OR: [{ closedAt: { not: null } }, { acknowledgedAt: { not: null } }] };
  }
}

/** Null for a kind of another release. */
export function toNotice(row: Row): Notice | null {
  const kind = noticeKinds.find((known) => known === row.kind);
  const severity: Severity = severities.find((known) => known === row.severity) ?? 'warning';
  return kind ? { ...row, kind, severity, facts: noticeFactsSchema.safeParse(row.facts).data ?? {} } : null;
}
