import type { Sealer } from '@/lib/seal/seal';
import { fail, type Result } from '@/lib/result';
import { type Channel, CHANNEL_PURPOSE, type DeliveryProblem, type SealedParts } from './channel';
import type { ChannelMessage } from './channel-message';
import { type Outside, postOutside } from './post-outside';
import { type MailRoad, sendMail } from './send-mail';
import { teamsCard } from './teams-card';
import { cloudEvent, signatureHeaders } from './webhook-message';

export type Roads = {
  readonly outside: Outside;
  readonly mail: MailRoad;
  readonly sealer: Pick<Sealer, 'open'>;
  /** PORTAL_URL. */
  readonly portal: string;
};

/** Sends a message by the channel's own way. @param now of this try */
export async function sendToChannel(
  { outside, mail, sealer, portal }: Roads,
  channel: Channel & SealedParts,
  { message, now }: { readonly message: ChannelMessage; readonly now: Date },
): Promise<Result<unknown, DeliveryProblem>> {
  const open = (sealed: string | null) => sealed && sealer.open(`${CHANNEL_PURPOSE} ${channel.id}`, sealed);
  const target = open(channel.sealedTarget);
  const unsealed = fail({ code: 'sealed', host: channel.shownTarget, status: null, text: null } as const);
  if (!target) return unsealed;
  switch (channel.kind) {
    case 'email':
      return sendMail(target, message, mail);
    case 'teams': {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      return postOutside({ url: new URL(target), headers, body: teamsCard(message) }, outside);
    }
    case 'webhook': {
      const key = open(channel.sealedKey);
      if (!key) return unsealed;
      const body = cloudEvent(message, portal);
      const type = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
      const headers = { ...type, ...signatureHeaders({ id: message.id, body }, key, now.getTime()) };
      return postOutside({ url: new URL(target), headers, body }, outside);
    }
    case 'calendar':
      return unsealed;
  }
}
