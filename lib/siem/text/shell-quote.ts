/**
 * Quotes one word for a POSIX shell: the command gets exactly `value`, whatever it holds but NUL, which no word can.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function shellQuote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
