import { z } from 'zod';
import { connectorFaults } from '@/lib/connector/connector-evidence';
import type { Severity } from './thresholds';

export const noticeKinds = [
  'secretEnds',
  'tokenEnds',
  'portalEnds',
  /** Nobody has said when the portal's own secret ends. */
  'portalUnknown',
  'proofFailed',
  'proofRecovered',
  'approvalWaits',
  'drift',
  'channelFails',
  /** Notices could not be delivered for a day. */
  'channelGaveUp',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What the words of a notice need: dates as ISO 8601, codes and counts. Nothing secret. */
export const noticeFactsSchema = z.object({
  /** When what it is about ends. */
  endsAt: z.iso.datetime().optional(),
  /** Share of the lifetime that was left, in percent. */
  percent: z.number().optional(),
  /** What the directory was found to lack, by the name of the fault. */
  fault: z.enum(connectorFaults).optional(),
  /** Since when, or when. */
  at: z.iso.datetime().optional(),
  /** Who. */
  upn: z.string().optional(),
  count: z.number().optional(),
  what: z.enum(['secret', 'certificate']).optional(),
});
export type NoticeFacts = z.infer<typeof noticeFactsSchema>;

/** Names one notice: there is never another with the same. */
export type NoticeKey = { readonly subject: string; readonly threshold: string };

export type NewNotice = NoticeKey & {
  readonly urgency: number;
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly connectorId: string | null;
  readonly about: string;
  readonly facts: NoticeFacts;
  readonly dueAt: Date;
  readonly late: boolean;
  /** Told and over at once: nobody has to do anything. */
  readonly over?: true;
};

export type Notice = Omit<NewNotice, 'over'> & {
  readonly id: string;
  readonly tenantId: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedByUpn: string | null;
  readonly handledReason: string | null;
  readonly snoozedUntil: Date | null;
};

export const snoozeDays = [1, 7, 30] as const;
export const LONGEST_REASON = 300;
