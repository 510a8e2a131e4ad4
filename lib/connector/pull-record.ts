/** Told that a caller got an answer: the application of its token, which the alerts API has verified. */
export type PullRecord = (appId: string) => void;

type PullRecording = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly save: (appId: string, at: Date) => Promise<void>;
  /** Writing it down failed: the answer goes out all the same. */
  readonly failed: (error: unknown) => void;
};

/** A SIEM may ask every few seconds; that it did is news once a minute. */
const APART_MS = 60_000;
/** More applications than a tenant has connectors; the one that came first is forgotten. */
const MOST_REMEMBERED = 2_000;

/** Writes down when each application last got an answer, at most once a minute. */
export function recordPulls({ now, save, failed }: PullRecording): PullRecord {
  const saved = new Map<string, number>();
  return (appId) => {
    const at = now();
    if (at - (saved.get(appId) ?? -Infinity) < APART_MS) return;
    saved.delete(appId);
    saved.set(appId, at);
    const [oldest] = saved.keys();
    if (saved.size > MOST_REMEMBERED && oldest) saved.delete(oldest);
    save(appId, new Date(at)).catch(failed);
  };
}
