import 'server-only';
import type { NoticeChannel as Row } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import { isLocale } from '@/lib/locale/locale';
import { severities } from '@/lib/notices/thresholds';
import { type Channel, channelKinds, deliveryProblemSchema, MOST_CHANNELS, type SealedParts } from './channel';

export type NewChannel = Pick<Channel, 'tenantId' | 'kind' | 'name' | 'shownTarget' | 'leastSeverity' | 'locale'> &
  SealedParts & {
    readonly id: string;
    readonly tokenHash: string | null;
    readonly createdByUpn: string;
    readonly createdAt: Date;
  };

/** A channel and how many of its deliveries have not arrived. */
export type CountedChannel = { readonly channel: Channel; readonly waiting: number; readonly gaveUp: number };

export type ChannelKey = { readonly tenantId: string; readonly id: string };

export const channelStore = {
  /** @returns false when there are as many as there may be */
  async add(channel: NewChannel): Promise<boolean> {
    const db = await prisma();
    if ((await db.noticeChannel.count({ where: { tenantId: channel.tenantId } })) >= MOST_CHANNELS) return false;
    await db.noticeChannel.create({ data: channel });
    return true;
  },

  async list(tenantId: string): Promise<readonly CountedChannel[]> {
    const db = await prisma();
    const rows = await db.noticeChannel.findMany({ where: { tenantId }, orderBy: { id: 'asc' } });
    const counts = await db.noticeDelivery.groupBy({
      by: ['channelId', 'state'],
      where: { tenantId, state: { in: ['waiting', 'failed'] } },
      _count: true,
    });
    const countOf = (id: string, state: string) =>
      counts.find((each) => each.channelId === id && each.state === state)?._count ?? 0;
    return rows.flatMap((row) => {
      const channel = toChannel(row);
      return channel ? [{ channel, waiting: countOf(row.id, 'waiting'), gaveUp: countOf(row.id, 'failed') }] : [];
    });
  },

  async find({ tenantId, id }: ChannelKey): Promise<(Channel & SealedParts) | null> {
    const db = await prisma();
    const row = await db.noticeChannel.findFirst({ where: { tenantId, id } });
    const channel = row && toChannel(row);
    return channel && { ...channel, sealedTarget: row.sealedTarget, sealedKey: row.sealedKey };
  },

  /** @returns false when there is none */
  async remove({ tenantId, id }: ChannelKey): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.noticeChannel.deleteMany({ where: { tenantId, id } });
    return count === 1;
  },

  /** @returns false when there is no such calendar */
  async renewToken({ tenantId, id }: ChannelKey, tokenHash: string): Promise<boolean> {
    const db = await prisma();
    const where = { tenantId, id, kind: 'calendar' };
    const { count } = await db.noticeChannel.updateMany({ where, data: { tokenHash, lastDeliveredAt: null } });
    return count === 1;
  },

  async findCalendar(tenantId: string, tokenHash: string): Promise<Channel | null> {
    const db = await prisma();
    const row = await db.noticeChannel.findFirst({ where: { tenantId, tokenHash, kind: 'calendar' } });
    return row && toChannel(row);
  },

  /** It took something, or was read. */
  async noteSuccess({ tenantId, id }: ChannelKey, at: Date): Promise<void> {
    const db = await prisma();
    const data = { lastDeliveredAt: at, failingSince: null, failures: 0, problem: {} };
    await db.noticeChannel.updateMany({ where: { tenantId, id }, data });
  },
};

export type ChannelStore = typeof channelStore;

/** Null for a kind of another release. */
export function toChannel(row: Row): Channel | null {
  const { id, tenantId, name, shownTarget, lastDeliveredAt, failingSince, failures } = row;
  const kind = channelKinds.find((known) => known === row.kind);
  if (!kind) return null;
  return {
    ...{ id, tenantId, kind, name, shownTarget, lastDeliveredAt, failingSince, failures },
    leastSeverity: severities.find((known) => known === row.leastSeverity) ?? 'info',
    locale: isLocale(row.locale) ? row.locale : 'en',
    problem: deliveryProblemSchema.safeParse(row.problem).data ?? null,
  };
}
