'use server';

import { randomBytes, randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { z } from 'zod';
import type { AuditDetail } from '@/lib/audit/audit';
import { environment } from '@/lib/env';
import { currentLocale } from '@/lib/locale/locale-request';
import { fail, succeed } from '@/lib/result';
import { hashSecret, newCookieValue } from '@/lib/seal/hash-secret';
import { portalSealer } from '@/lib/seal/portal-keys';
import { asOperator, defineAction } from '@/lib/session/define-action';
import { noticeStore } from '@/lib/notices/notice-store';
import { backgroundStore } from '@/lib/background/background-store';
import { answerText } from './answer-text';
import { calendarAddress } from './calendar-address';
import { CHANNEL_PURPOSE } from './channel';
import { portalRoads } from './channel-dependencies';
import { channelInputSchema, judgeTarget } from './channel-input';
import { testMessage } from './channel-message';
import { channelStore } from './channel-store';
import { subjectOf } from './deliver-notices';
import { deliveryStore } from './delivery-store';
import { sendToChannel } from './send-to-channel';
import { KEY_PREFIX } from './webhook-message';

const channelId = z.guid();
const KEY_BYTES = 32;

/** What is shown once, by the page that asked: a webhook's key, or a calendar's address. */
type Shown = { readonly key: string | null; readonly address: string | null };

/** `Add channel`. */
export const addChannel = defineAction(
  { access: asOperator, input: z.tuple([channelInputSchema]) },
  async ({ caller: { session }, audit }, { kind, name, target, leastSeverity, locale }) => {
    const judged = judgeTarget({ kind, target });
    if (!judged.ok) return judged;
    if (kind === 'email' && !environment().mailServer) return fail('smtpMissing');
    const id = randomUUID();
    const key = kind === 'webhook' ? KEY_PREFIX + randomBytes(KEY_BYTES).toString('base64') : null;
    const token = kind === 'calendar' ? newCookieValue() : null;
    const seal = (clear: string | null) => clear && portalSealer().seal(`${CHANNEL_PURPOSE} ${id}`, clear);
    const { tenantId, personUpn: createdByUpn } = session;
    const detail = { kind, target: judged.value, least: leastSeverity };
    const added = await channelStore.add({
      ...{ id, tenantId, kind, name, locale, leastSeverity, shownTarget: judged.value, createdByUpn },
      sealedTarget: seal(target || null),
      sealedKey: seal(key),
      tokenHash: token && hashSecret(token),
      createdAt: new Date(),
    });
    await audit.record({ action: 'channel-add', outcome: added ? 'done' : 'refused', target: id, detail });
    refresh();
    const shown: Shown = { key, address: token && calendarAddress(token) };
    return added ? succeed(shown) : fail('many');
  },
);

/** `Remove`. */
export const removeChannel = defineAction(
  { access: asOperator, input: z.tuple([channelId]) },
  async ({ caller: { session }, audit }, id) => {
    const { tenantId } = session;
    const removed = await channelStore.remove({ tenantId, id });
    if (removed) await noticeStore.closeSubject(tenantId, subjectOf(id), new Date());
    await audit.record({ action: 'channel-remove', outcome: removed ? 'done' : 'refused', target: id });
    refresh();
    return removed ? succeed(undefined) : fail('unknown');
  },
);

/** `Send test`: at once, not by the outbox. @returns null, or in words why the receiver did not take it */
export const testChannel = defineAction(
  { access: asOperator, input: z.tuple([channelId]) },
  async ({ caller: { session }, audit }, id) => {
    const { tenantId } = session;
    const channel = await channelStore.find({ tenantId, id });
    if (!channel || channel.kind === 'calendar') return fail('unknown');
    const [roads, now] = [portalRoads(), new Date()];
    const message = testMessage({ id: randomUUID(), locale: channel.locale, portal: roads.portal, now });
    const sent = await sendToChannel(roads, channel, { message, now });
    const detail: AuditDetail = sent.ok ? {} : { code: sent.error.code, status: sent.error.status };
    await audit.record({ action: 'channel-test', outcome: sent.ok ? 'done' : 'failed', target: id, detail });
    if (!sent.ok) return succeed(answerText(await currentLocale(), sent.error));
    await channelStore.noteSuccess({ tenantId, id }, now);
    await noticeStore.closeSubject(tenantId, subjectOf(id), now);
    await deliveryStore.tryNow(tenantId, id, now);
    await backgroundStore.makeDue(tenantId, 'deliveries', now);
    refresh();
    return succeed(null);
  },
);

/** `Send again`: what could not be delivered is tried for another day. */
export const resendChannel = defineAction(
  { access: asOperator, input: z.tuple([channelId]) },
  async ({ caller: { session }, audit }, id) => {
    const { tenantId } = session;
    const [found, now] = [await channelStore.find({ tenantId, id }), new Date()];
    await audit.record({ action: 'channel-resend', outcome: found ? 'done' : 'refused', target: id });
    if (!found) return fail('unknown');
    await deliveryStore.sendAgain(tenantId, id, now);
    await backgroundStore.makeDue(tenantId, 'deliveries', now);
    refresh();
    return succeed(undefined);
  },
);

/** `New address` of a calendar: whoever has the old one reads nothing more. */
export const renewCalendar = defineAction(
  { access: asOperator, input: z.tuple([channelId]) },
  async ({ caller: { session }, audit }, id) => {
    const token = newCookieValue();
    const renewed = await channelStore.renewToken({ tenantId: session.tenantId, id }, hashSecret(token));
    await audit.record({ action: 'channel-renew', outcome: renewed ? 'done' : 'refused', target: id });
    refresh();
    return renewed ? succeed(calendarAddress(token)) : fail('unknown');
  },
);
