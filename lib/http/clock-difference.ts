/** Tokens carry whole seconds, and Microsoft allows a few minutes; a larger difference is somebody's mistake. */
const LARGEST_DIFFERENCE_MS = 60_000;

let difference: number | null = null;

/**
 * Every answer says what time it is where it comes from.
 *
 * @param date of its header of that name; null leaves what is known
 * @param now by this machine, milliseconds since the epoch
 */
export function noteTheirTime(date: string | null, now: number): void {
  const theirs = Date.parse(date ?? '');
  // The header counts whole seconds.
  if (!Number.isNaN(theirs)) difference = now - theirs - 500;
}

/** Seconds that this machine is ahead of Microsoft, or behind when negative; null while that is no matter. */
export function wrongClockSeconds(): number | null {
  return difference === null || Math.abs(difference) <= LARGEST_DIFFERENCE_MS ? null : Math.round(difference / 1_000);
}
