import { useLocale } from 'next-intl';

export type TimeStyle = 'dateTime' | 'date' | 'time';

const styles: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

const regions: Readonly<Record<string, string>> = { en: 'en-GB', sv: 'sv-SE' };

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

/** A moment where the reader is. */
export function localTime(at: string, locale: string): string {
  return formatOf(regions[locale] ?? locale, 'dateTime', 'local').format(new Date(at));
}

/** A moment in UTC, which is what logs are written in; `LocalTimes` says what that is where the reader is. */
export function Time({ at, style = 'dateTime' }: { readonly at: string; readonly style?: TimeStyle }) {
  const locale = useLocale();
  const utc = formatOf(regions[locale] ?? locale, style, 'UTC').format(new Date(at));
  return <time dateTime={at}>{style === 'date' ? utc : `${utc} UTC`}</time>;
}
