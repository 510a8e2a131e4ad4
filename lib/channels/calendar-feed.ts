import ical, { ICalAlarmType } from 'ical-generator';
import { findExpiries } from '@/lib/connector/connector-summary';
import type { Connector } from '@/lib/connector/connector';
import type { Locale } from '@/lib/locale/locale';
import type { PortalCredential } from '@/lib/notices/find-notices';
import { noticeTranslator } from '@/lib/notices/notice-text';

export type CalendarSource = {
  readonly connectors: readonly Connector[];
  readonly portal: readonly PortalCredential[];
  readonly locale: Locale;
  /** PORTAL_URL. */
  readonly address: string;
};

const ALARM_DAYS_BEFORE = [14, 1] as const;
const DAY_SECONDS = 86_400;
const HOUR_MS = 3_600_000;

/** Everything that ends, as iCalendar (RFC 5545). The same end has the same UID in every reading. */
export function calendarFeed({ connectors, portal, locale, address }: CalendarSource): string {
  const t = noticeTranslator(locale);
  const host = new URL(address).hostname;
  const feed = ical({
    name: t('calendar.name'),
    prodId: { company: 'SIEM Connect', product: 'notices', language: locale },
  });
  const add = (event: { readonly uid: string; readonly at: Date; readonly summary: string; readonly url: string }) =>
    feed.createEvent({
      id: `${event.uid}@${host}`,
      start: event.at,
      end: new Date(event.at.getTime() + HOUR_MS),
      stamp: event.at,
      summary: event.summary,
      description: t('calendar.text', { address: event.url }),
      url: event.url,
      alarms: ALARM_DAYS_BEFORE.map((days) => ({ type: ICalAlarmType.display, triggerBefore: days * DAY_SECONDS })),
    });
  for (const connector of connectors.filter(({ state }) => state === 'ready')) {
    for (const { what, at, from } of findExpiries(connector)) {
      const summary = t(`calendar.${what}`, { name: connector.name });
      const url = `${address}/settings/siem/${connector.id}`;
      add({ uid: `${what}-${connector.id}-${Date.parse(from)}`, at: new Date(at), summary, url });
    }
  }
  for (const { fingerprint, lifetime } of portal) {
    if (!lifetime) continue;
    const at = new Date(lifetime.to);
    add({ uid: `portal-${fingerprint}`, at, summary: t('calendar.portal'), url: `${address}/settings/notices` });
  }
  return feed.toString();
}
