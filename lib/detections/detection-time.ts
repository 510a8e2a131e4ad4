/**
 * A moment in UTC as text that sorts: `2020-09-30T14:09:20.35743`, without zone and without trailing zeros. Microsoft
 * writes up to seven digits of a second and more may come, which a number of milliseconds would round away.
 */
export type TimeKey = string;

const shape = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.](\d+))?)?)?(?:(Z)|([+ -]\d\d):?(\d\d))?$/i;

/**
 * Reads a time of ISO 8601; one without a zone is UTC.
 *
 * @returns null for what is no time
 */
export function readTime(text: string): TimeKey | null {
  const [, date, minutes = '00:00', seconds = '00', fraction = '', , hours, rest = ''] = shape.exec(text) ?? [];
  if (!date) return null;
  // A plus sign that nobody encoded reaches us as a space. The colon is missing in what Java's SimpleDateFormat writes.
  const offset = hours === undefined ? 'Z' : `${hours.replace(' ', '+')}:${rest}`;
  const milliseconds = Date.parse(`${date}T${minutes}:${seconds}${offset}`);
  if (Number.isNaN(milliseconds)) return null;
  const whole = new Date(milliseconds).toISOString();
  // Of more digits, or before Christ: such a text would not sort.
  if (!/^\d{4}-/.test(whole)) return null;
  // Date takes February 30th for March 1st.
  if (offset === 'Z' && !whole.startsWith(date)) return null;
  return withFraction(whole.slice(0, -5), fraction);
}

const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.]\d+)?Z$/;

/** The same for a time that an API gave: quicker for the shape they nearly always have. */
export function readAlertTime(text: string): TimeKey | null {
  if (!usual.test(text)) return readTime(text);
  const key = text.slice(0, -1);
  return key.endsWith('0') && key.includes('.') ? key.replace(/[.]?0+$/, '') : key;
}

/** @param milliseconds since the epoch */
export function timeKey(milliseconds: number): TimeKey {
  const [whole = '', fraction = ''] = new Date(milliseconds).toISOString().slice(0, -1).split('.');
  return withFraction(whole, fraction);
}

/** To the millisecond, rounded down. */
export function millisecondsOf(key: TimeKey): number {
  return Date.parse(`${key.slice(0, 23)}Z`);
}

function withFraction(whole: string, fraction: string): TimeKey {
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? whole : `${whole}.${digits}`;
}
