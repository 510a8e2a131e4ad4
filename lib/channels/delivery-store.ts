import 'server-only';
import { prisma } from '@/lib/db/prisma-client';
import type { Notice } from '@/lib/notices/notice';
import { toNotice } from '@/lib/notices/notice-store';
import type { Channel, DeliveryProblem, SealedParts } from './channel';
import { toChannel } from './channel-store';

/** One notice that waits for one channel. */
export type Delivery = {
  readonly id: string;
  readonly tries: number;
  readonly createdAt: Date;
  readonly notice: Notice;
};

export type ChannelDeliveries = { readonly channel: Channel & SealedParts; readonly deliveries: readonly Delivery[] };

/** The longest wait between two tries, and some: what is further away tells of a clock that was set back. */
export const LONGEST_WAIT_MS = 4 * 3_600_000;
const MOST_AT_ONCE = 200;

export const deliveryStore = {
  /** What is to be tried now, by channel, the oldest first. */
  async listDue(tenantId: string, now: Date): Promise<readonly ChannelDeliveries[]> {
    const db = await prisma();
    const setBack = new Date(now.getTime() + 2 * LONGEST_WAIT_MS);
    const rows = await db.noticeDelivery.findMany({
      where: { tenantId, state: 'waiting', OR: [{ nextTryAt: { lte: now } }, { nextTryAt: { gt: setBack } }] },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: MOST_AT_ONCE,
      include: { notice: true, channel: true },
    });
    const byChannel = new Map<string, ChannelDeliveries>();
    for (const { notice: noticeRow, channel: channelRow, id, tries, createdAt } of rows) {
      const [notice, channel] = [toNotice(noticeRow), toChannel(channelRow)];
      if (!notice || !channel) continue;
      const { sealedTarget, sealedKey } = channelRow;
      const known = byChannel.get(channel.id) ?? { channel: { ...channel, sealedTarget, sealedKey }, deliveries: [] };
      byChannel.set(channel.id, { ...known, deliveries: [...known.deliveries, { id, tries, createdAt, notice }] });
    }
    return [...byChannel.values()];
  },

  async markDelivered(tenantId: string, id: string, at: Date): Promise<void> {
    const db = await prisma();
    await db.noticeDelivery.updateMany({ where: { tenantId, id }, data: { state: 'delivered', deliveredAt: at } });
  },

  /** Writes down a try that failed, on the channel and on those of its deliveries that waited for it. */
  async postpone(
    { channel, deliveries }: ChannelDeliveries,
    failed: { readonly at: Date; readonly nextTryAt: Date; readonly problem: DeliveryProblem },
  ): Promise<void> {
    const db = await prisma();
    const { tenantId, id } = channel;
    const ids = deliveries.map((delivery) => delivery.id);
    await db.$transaction([
      db.noticeDelivery.updateMany({
        where: { tenantId, id: { in: ids } },
        data: { tries: { increment: 1 }, nextTryAt: failed.nextTryAt },
      }),
      db.noticeChannel.updateMany({
        where: { tenantId, id },
        data: { failures: { increment: 1 }, problem: failed.problem },
      }),
      db.noticeChannel.updateMany({ where: { tenantId, id, failingSince: null }, data: { failingSince: failed.at } }),
    ]);
  },

  /** Gives up what has been tried for long enough. @returns how many that were */
  async giveUp(tenantId: string, ids: readonly string[]): Promise<number> {
    const db = await prisma();
    const where = { tenantId, id: { in: [...ids] }, state: 'waiting' };
    return (await db.noticeDelivery.updateMany({ where, data: { state: 'failed' } })).count;
  },

  /** Lets everything that a channel has not got be tried now, for another day. */
  async sendAgain(tenantId: string, channelId: string, now: Date): Promise<void> {
    const db = await prisma();
    await db.noticeDelivery.updateMany({
      where: { tenantId, channelId, state: { in: ['failed', 'waiting'] } },
      data: { state: 'waiting', tries: 0, createdAt: now, nextTryAt: now },
    });
  },

  /** A channel that works again is not left waiting for its next try. */
  async tryNow(tenantId: string, channelId: string, now: Date): Promise<void> {
    const db = await prisma();
    await db.noticeDelivery.updateMany({
      where: { tenantId, channelId, state: 'waiting' },
      data: { nextTryAt: now },
    });
  },

  /** When something is to be tried next; null when nothing waits. */
  async findNextTry(tenantId: string): Promise<Date | null> {
    const db = await prisma();
    const next = await db.noticeDelivery.findFirst({
      where: { tenantId, state: 'waiting' },
      orderBy: { nextTryAt: 'asc' },
      select: { nextTryAt: true },
    });
    return next?.nextTryAt ?? null;
  },
};

export type DeliveryStore = typeof deliveryStore;
