'use client';

import { useLocale } from 'next-intl';
import { useSyncExternalStore } from 'react';

export type TimeStyle = 'dateTime' | 'date' | 'time';

const styles: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

const regions: Readonly<Record<string, string>> = { en: 'en-GB', sv: 'sv-SE' };

const never = () => () => undefined;

/** Making one costs more than the rest of a row of the list: each is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(region: string, style: TimeStyle, zone: 'UTC' | 'local'): Intl.DateTimeFormat {
  const key = `${region} ${style} ${zone}`;
  const known = formats.get(key);
  if (known) return known;
  const where: Intl.DateTimeFormatOptions = zone === 'UTC' ? { timeZone: 'UTC' } : { timeZoneName: 'short' };
  const made = new Intl.DateTimeFormat(region, { ...styles[style], ...where });
  formats.set(key, made);
  return made;
}

/** A moment in UTC, which is what logs are written in; local time is a hover or a long press away. */
export function Time({ at, style = 'dateTime' }: { readonly at: string; readonly style?: TimeStyle }) {
  const locale = useLocale();
  const region = regions[locale] ?? locale;
  const date = new Date(at);
  const utc = formatOf(region, style, 'UTC').format(date);
  // The server does not know where the reader is.
  const local = useSyncExternalStore(
    never,
    () => formatOf(region, 'dateTime', 'local').format(date),
    () => undefined,
  );
  return (
    <time dateTime={at} title={local}>
      {style === 'date' ? utc : `${utc} UTC`}
    </time>
  );
}
