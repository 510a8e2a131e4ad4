const DAY_MS = 86_400_000;
/** As the status of a connector has it. */
const SOON_DAYS = 14;
const URGENT_DAYS = 3;

/** How much of a life is left. */
export type TimeLeft = {
  readonly days: number;
  readonly minutes: number;
  readonly expired: boolean;
  /** 0 to 1, of the whole. */
  readonly share: number;
  readonly tone: 'good' | 'soon' | 'bad';
};

/** @param from and to are ISO 8601; now in milliseconds since the epoch */
export function timeLeft({ from, to }: { readonly from: string; readonly to: string }, now: number): TimeLeft {
  const end = new Date(to).getTime();
  const whole = end - new Date(from).getTime();
  const left = Math.max(0, end - now);
  const days = left < DAY_MS ? 0 : Math.ceil(left / DAY_MS);
  return {
    days,
    minutes: Math.floor(left / 60_000),
    expired: left === 0,
    share: whole > 0 ? left / whole : 0,
    tone: toneOf(days),
  };
}

function toneOf(days: number): TimeLeft['tone'] {
  if (days < URGENT_DAYS) return 'bad';
  return days <= SOON_DAYS ? 'soon' : 'good';
}
