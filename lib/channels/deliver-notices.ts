import type { NewNotice } from '@/lib/notices/notice';
import type { NoticeStore } from '@/lib/notices/notice-store';
import type { Result } from '@/lib/result';
import type { DeliveryProblem } from './channel';
import type { ChannelStore } from './channel-store';
import { type ChannelDeliveries, type Delivery, type DeliveryStore, LONGEST_WAIT_MS } from './delivery-store';

/** Hands one notice to one channel. */
export type SendNotice = (
  channel: ChannelDeliveries['channel'],
  delivery: Delivery,
  now: Date,
) => Promise<Result<unknown, DeliveryProblem>>;

export type DeliveryWork = {
  readonly tenantId: string;
  readonly deliveries: DeliveryStore;
  readonly channels: Pick<ChannelStore, 'noteSuccess'>;
  readonly notices: Pick<NoticeStore, 'raise' | 'closeSubject'>;
  readonly send: SendNotice;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
};

/** Waits between tries, in minutes; after the last of them, as long again. */
const WAITS = [1, 5, 15, 60, 120] as const;
/** How long something is tried, and how often at least, however the clock was set. */
const GIVE_UP_AFTER_MS = 86_400_000;
const LEAST_TRIES = 6;
/** One failure may be a blip. */
const TELL_AFTER_FAILURES = 2;

/**
 * Delivers what is due, each channel by itself. What a channel does not take keeps the rest of its notices waiting, and is
 * told on the others. A process that dies between a try and writing it down tries again, with the same id.
 *
 * @returns when to go on; null when nothing waits
 */
export async function deliverNotices(work: DeliveryWork): Promise<Date | null> {
  const { deliveries, tenantId, now } = work;
  const due = await deliveries.listDue(tenantId, new Date(now()));
  await Promise.all(due.map((ofChannel) => deliverTo(work, ofChannel)));
  return deliveries.findNextTry(tenantId);
}

async function deliverTo(work: DeliveryWork, { channel, deliveries }: ChannelDeliveries): Promise<void> {
  const { tenantId, now, signal } = work;
  for (const [index, delivery] of deliveries.entries()) {
    if (signal.aborted) return;
    const sent = await work.send(channel, delivery, new Date(now()));
    const at = new Date(now());
    if (!sent.ok) return postpone(work, { channel, deliveries: deliveries.slice(index) }, { at, problem: sent.error });
    await work.deliveries.markDelivered(tenantId, delivery.id, at);
    if (index === 0) {
      await work.channels.noteSuccess(channel, at);
      await work.notices.closeSubject(tenantId, subjectOf(channel.id), at);
    }
  }
}

type Failed = { readonly at: Date; readonly problem: DeliveryProblem };

async function postpone(work: DeliveryWork, waiting: ChannelDeliveries, { at, problem }: Failed): Promise<void> {
  const { tenantId, deliveries, notices } = work;
  const { channel } = waiting;
  const wait = Math.min(LONGEST_WAIT_MS, (WAITS[channel.failures] ?? LONGEST_WAIT_MS / 60_000) * 60_000);
  await deliveries.postpone(waiting, { at, problem, nextTryAt: new Date(at.getTime() + wait) });
  const old = waiting.deliveries.filter(
    ({ tries, createdAt }) => tries + 1 >= LEAST_TRIES && at.getTime() - createdAt.getTime() >= GIVE_UP_AFTER_MS,
  );
  const since = channel.failingSince ?? at;
  const gaveUp = await deliveries.giveUp(
    tenantId,
    old.map(({ id }) => id),
  );
  const told: readonly NewNotice[] = [
    ...(channel.failures + 1 >= TELL_AFTER_FAILURES ? [channelNotice(channel, since, 0)] : []),
    ...(gaveUp > 0 ? [channelNotice(channel, since, gaveUp)] : []),
  ];
  await notices.raise(tenantId, told, { now: at, except: channel.id });
}

/** What notices of a channel that fails are about. */
export function subjectOf(channelId: string): string {
  return `channel ${channelId}`;
}

/** @param gaveUp how many were not delivered in a day; none while they are still tried */
function channelNotice({ id, name }: ChannelDeliveries['channel'], since: Date, gaveUp: number): NewNotice {
  const kind = gaveUp > 0 ? 'channelGaveUp' : 'channelFails';
  return {
    ...{ subject: subjectOf(id), threshold: `${kind} ${since.toISOString()}`, urgency: gaveUp > 0 ? 1 : 0, kind },
    ...{ severity: 'critical', connectorId: null, about: name, dueAt: since, late: false },
    facts: { at: since.toISOString(), ...(gaveUp > 0 ? { count: gaveUp } : {}) },
  };
}
