/**
 * How long a service asks to wait: `Retry-After` in either of its forms, seconds or a date.
 *
 * @param now milliseconds since the epoch
 * @returns seconds, 0 for a date that has passed; null when the header is absent or unreadable
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Number(text);
  // A date has letters; of a number with a sign Date.parse would make a year.
  const date = /^[A-Z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1_000);
}
