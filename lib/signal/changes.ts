import { EventEmitter } from 'node:events';

declare global {
  var siemConnectChanges: EventEmitter | undefined;
  /** How often something was announced: a look that began before an announcement may not have seen it. */
  var siemConnectAnnounced: number | undefined;
}

/** Next may load this file more than once in one process: all copies share one emitter. */
function emitter(): EventEmitter {
  globalThis.siemConnectChanges ??= new EventEmitter().setMaxListeners(0);
  return globalThis.siemConnectChanges;
}

/** Another process of this portal announces nothing here: its changes are found by looking. */
const LOOK_EVERY_MS = 1_000;

/** Wakes whoever waits for this subject, such as an operation's or a connector's id, in this process. */
export function announceChange(subject: string): void {
  globalThis.siemConnectAnnounced = announced() + 1;
  emitter().emit(subject);
}

function announced(): number {
  return globalThis.siemConnectAnnounced ?? 0;
}

type Look<Value> = { readonly seen: Promise<Value>; readonly since: number };

/**
 * Lets all who look for the same at the same time look once: two hundred pages that follow one operation cost one query.
 *
 * @returns looks, or joins a look that is under way and that nothing was announced since
 */
export function shareLooks<Value>(): (key: string, look: () => Promise<Value>) => Promise<Value> {
  const underWay = new Map<string, Look<Value>>();
  return (key, look) => {
    const known = underWay.get(key);
    if (known?.since === announced()) return known.seen;
    const begun: Look<Value> = { since: announced(), seen: look() };
    underWay.set(key, begun);
    const forget = () => {
      if (underWay.get(key) === begun) underWay.delete(key);
    };
    begun.seen.then(forget, forget);
    return begun.seen;
  };
}

/** @returns stops listening */
export function whenAnnounced(subject: string, tell: () => void): () => void {
  emitter().on(subject, tell);
  return () => emitter().off(subject, tell);
}

export type Waiting = {
  readonly subject: string;
  /** Milliseconds; how long to look at most. */
  readonly limitMs: number;
  /** Ends the wait early. */
  readonly signal?: AbortSignal;
};

/**
 * Looks until there is something to see: at once, at every announced change, and once a second for what other processes
 * change.
 *
 * @param look what was found, or null to look again
 * @returns null when time ran out or the signal came
 */
export async function waitUntil<Value>(
  { subject, limitMs, signal }: Waiting,
  look: () => Promise<Value | null>,
): Promise<Value | null> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const change = nextChange(subject, signal);
    const found = await look();
    const left = deadline - Date.now();
    if (found !== null || left <= 0 || signal?.aborted) {
      change.stop();
      return found;
    }
    await change.within(Math.min(untilNextLook(subject), left));
  }
}

/** Who waits for the same looks at the same moments, so that looks can be shared; other subjects at others. */
function untilNextLook(subject: string): number {
  const offset = Buffer.from(subject).reduce((sum, byte) => (sum * 31 + byte) % LOOK_EVERY_MS, 0);
  return LOOK_EVERY_MS - ((Date.now() + offset) % LOOK_EVERY_MS);
}

type Change = { readonly within: (milliseconds: number) => Promise<void>; readonly stop: () => void };

/** Listens from now on, so that a change during a look is not missed. */
function nextChange(subject: string, signal: AbortSignal | undefined): Change {
  let wake: () => void = () => undefined;
  const changed = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stop = () => {
    emitter().off(subject, wake);
    signal?.removeEventListener('abort', wake);
  };
  emitter().once(subject, wake);
  signal?.addEventListener('abort', wake, { once: true });
  return {
    stop,
    async within(milliseconds) {
      const timer = setTimeout(wake, milliseconds);
      await changed;
      clearTimeout(timer);
      stop();
    },
  };
}
