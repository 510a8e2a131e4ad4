/** Microsoft writes two to seven digits of a second, sometimes fewer; the text is what both APIs repeat. */
export function formatTime(milliseconds: number, digits: number): string {
  const iso = new Date(milliseconds).toISOString();
  const seconds = iso.slice(0, 19);
  const fraction = `${iso.slice(20, 23)}${String(milliseconds % 9973).padStart(4, '0')}`.slice(0, digits);
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

/** Ticks since year 1, the number in an alert id. */
export function ticksOf(milliseconds: number): string {
  return String(BigInt(Math.floor(milliseconds)) * 10_000n + 621_355_968_000_000_000n);
}
