import type { Locale } from '@/lib/locale/locale';
import type { Notice } from '@/lib/notices/notice';
import { noticeText, noticeTranslator } from '@/lib/notices/notice-text';
import type { Severity } from '@/lib/notices/thresholds';

/** What one channel is told, in the language of its readers. */
export type ChannelMessage = {
  /** The same for every try: a receiver that has it takes no second one. */
  readonly id: string;
  /** Of the event that it tells of, the same on every channel. */
  readonly eventId: string;
  readonly type: string;
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
  readonly at: Date;
  /** Where to read on. */
  readonly address: string;
  readonly locale: Locale;
  readonly subject: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
};

/** What a message is made with. */
export type MessageFrame = {
  readonly id: string;
  readonly locale: Locale;
  /** PORTAL_URL. */
  readonly portal: string;
  readonly now: Date;
};

const LATE_AFTER_MS = 3_600_000;

/** A notice that waited for its channel for long says so. */
export function messageOf(notice: Notice, { id, locale, portal, now }: MessageFrame): ChannelMessage {
  const late = notice.late || now.getTime() - notice.createdAt.getTime() > LATE_AFTER_MS;
  const { connectorId, kind, severity, about, facts } = notice;
  return {
    ...noticeText(locale, { ...notice, late }, now),
    ...{ id, locale, severity, eventId: notice.id, type: `siem-connect.notice.${kind}`, at: notice.createdAt },
    address: connectorId ? `${portal}/settings/siem/${connectorId}` : `${portal}/settings/notices`,
    subject: connectorId ?? 'portal',
    facts: { name: about, threshold: notice.threshold, dueAt: notice.dueAt.toISOString(), ...facts },
  };
}

/** What `Send test` sends. */
export function testMessage({ id, locale, portal, now }: MessageFrame): ChannelMessage {
  const t = noticeTranslator(locale);
  return {
    ...{ id, locale, severity: 'info', eventId: id, type: 'siem-connect.test', at: now, subject: 'portal', facts: {} },
    ...{ title: t('test.title'), text: t('test.text'), address: `${portal}/settings/notices` },
  };
}
