import { EventEmitter } from 'node:events';

declare global {
  var siemConnectChanges: EventEmitter | undefined;
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
  emitter().emit(subject);
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
    await change.within(Math.min(LOOK_EVERY_MS, left));
  }
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
