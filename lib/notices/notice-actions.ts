'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { fail, succeed } from '@/lib/result';
import { asOperator, defineAction } from '@/lib/session/define-action';
import { LONGEST_REASON, snoozeDays } from './notice';
import { noticeStore } from './notice-store';

const DAY_MS = 86_400_000;
const noticeId = z.guid();

/** `Acknowledge`: seen, and nothing to do. A later threshold of the same subject is told all the same. */
export const acknowledgeNotice = defineAction(
  { access: asOperator, input: z.tuple([noticeId]) },
  async ({ caller: { session }, audit }, id) => {
    const by = { upn: session.personUpn, at: new Date(), reason: null };
    const done = await noticeStore.acknowledge({ tenantId: session.tenantId, id }, by);
    await audit.record({ action: 'notice-acknowledge', outcome: done ? 'done' : 'refused', target: id });
    refresh();
    return done ? succeed(undefined) : fail('unknown');
  },
);

/** `Handled elsewhere`: nothing more is told of the subject. */
export const handleNotice = defineAction(
  { access: asOperator, input: z.tuple([noticeId, z.string().trim().min(1).max(LONGEST_REASON)]) },
  async ({ caller: { session }, audit }, id, reason) => {
    const by = { upn: session.personUpn, at: new Date(), reason };
    const done = await noticeStore.acknowledge({ tenantId: session.tenantId, id }, by);
    const outcome = done ? 'done' : 'refused';
    await audit.record({ action: 'notice-handle', outcome, target: id, detail: { reason } });
    refresh();
    return done ? succeed(undefined) : fail('unknown');
  },
);

/** `Snooze`: out of the list for so many days. */
export const snoozeNotice = defineAction(
  { access: asOperator, input: z.tuple([noticeId, z.literal(snoozeDays)]) },
  async ({ caller: { session }, audit }, id, days) => {
    const until = new Date(Date.now() + days * DAY_MS);
    const done = await noticeStore.snooze({ tenantId: session.tenantId, id }, until);
    const outcome = done ? 'done' : 'refused';
    await audit.record({ action: 'notice-snooze', outcome, target: id, detail: { days } });
    refresh();
    return done ? succeed(undefined) : fail('unknown');
  },
);
