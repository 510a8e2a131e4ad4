import 'server-only';
import { currentLocale } from '@/lib/locale/locale-request';
import { authorizeOperator } from '@/lib/session/access';
import { requireViewer } from '@/lib/session/session-queries';
import { answerText } from './answer-text';
import type { Channel } from './channel';
import { channelStore } from './channel-store';

/** A row of the table. Times are ISO 8601, UTC. */
export type ShownChannel = Pick<Channel, 'id' | 'kind' | 'name' | 'shownTarget' | 'leastSeverity' | 'locale'> & {
  readonly health: 'works' | 'fails' | 'untried';
  readonly lastDeliveredAt: string | null;
  readonly failingSince: string | null;
  /** What the receiver said last, in the reader's language. */
  readonly answer: string | null;
  readonly waiting: number;
  readonly gaveUp: number;
};

export type ChannelList = { readonly channels: readonly ShownChannel[]; readonly mayChange: boolean };

/** Where notices are sent to, and whether they arrive. */
export async function getChannels(): Promise<ChannelList> {
  const { session } = await requireViewer();
  const locale = await currentLocale();
  const counted = await channelStore.list(session.tenantId);
  return {
    mayChange: authorizeOperator(session) !== null,
    channels: counted.map(({ channel, waiting, gaveUp }) => {
      const { id, kind, name, shownTarget, leastSeverity, lastDeliveredAt, failingSince, problem } = channel;
      return {
        ...{ id, kind, name, shownTarget, leastSeverity, locale: channel.locale, waiting, gaveUp },
        health: failingSince ? 'fails' : lastDeliveredAt ? 'works' : 'untried',
        lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
        failingSince: failingSince?.toISOString() ?? null,
        answer: failingSince && problem ? answerText(locale, problem) : null,
      };
    }),
  };
}
