import 'server-only';

/** A statement that is not answered by then makes the watchdog look whether anything is. */
const LOOK_AFTER_MS = 1_500;

type Watched = {
  /** Asks over a connection of its own, within a bounded time. @throws when there is no answer of any kind */
  readonly ping: () => Promise<void>;
  /** Ends every connection, so that whoever waits on one is told. */
  readonly cut: () => void;
};

/**
 * Tells a server that has stopped answering (a machine that is gone, a process that was halted, a disk that hangs) from
 * a statement that takes its time: the one is found within seconds, the other is left alone.
 */
export class Watchdog {
  private looking: Promise<void> | null = null;
  private readonly watched: Watched;

  constructor(watched: Watched) {
    this.watched = watched;
  }

  /** Waits for a statement, and looks meanwhile. */
  async watch<Value>(statement: () => Promise<Value>): Promise<Value> {
    const timer = setInterval(() => void this.look(), LOOK_AFTER_MS);
    timer.unref();
    try {
      return await statement();
    } finally {
      clearInterval(timer);
    }
  }

  private look(): Promise<void> {
    this.looking ??= this.watched
      .ping()
      .catch(() => this.watched.cut())
      .finally(() => (this.looking = null));
    return this.looking;
  }
}
