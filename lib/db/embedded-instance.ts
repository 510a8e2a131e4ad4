import 'server-only';
import { PGlite } from '@electric-sql/pglite';
import { AnswerReader, type AnsweredError } from './answer-reader';
import { DurableNodeFS } from './durable-node-fs';

/** Without `-F` PostgreSQL calls fsync; fdatasync does nothing in this build, so it is told to use the other. */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=8MB'],
];

/** Files of an instance that broke are closed by nobody: one is not opened more often than this. */
const REOPEN_AFTER_MS = 10_000;

/** SQLSTATE for a server that is starting or recovering. */
const CANNOT_CONNECT_NOW = '57P03';

/** Starts PostgreSQL on a folder. @param lines gets its log, line by line */
export function startPGlite(directory: string, lines: string[] = []): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableNodeFS(directory),
    startParams: START_PARAMETERS,
    onStderr: (line) => lines.push(line) > 0,
  });
}

/** What an instance lives in. */
export type InstanceSurroundings = {
  /** Recovers the folder after an instance broke. */
  readonly open: () => Promise<PGlite>;
  /** Throws when the folder must not be used. */
  readonly check: () => void;
  readonly isDiskFull: () => boolean;
};

/**
 * The PostgreSQL that serves now. After a failed write PGlite may acknowledge what it does not keep, or never answer
 * again: such an instance is abandoned, as a killed server would be, and a later caller gets one that has recovered the
 * folder. So that it seldom comes to that, it takes no changes while the disk is nearly full.
 */
export class EmbeddedInstance {
  private serving: PGlite | null;
  private opening: Promise<PGlite> | null = null;
  private openedAt = Date.now();
  private answers = new AnswerReader();
  private takesChanges = true;
  /** Nothing of what was sent still waits for its end: a statement in between would throw away what was parsed and bound. */
  private isBetweenExchanges = true;
  private readonly surroundings: InstanceSurroundings;

  constructor(first: PGlite, surroundings: InstanceSurroundings) {
    this.serving = first;
    this.surroundings = surroundings;
  }

  /** Null when it has to be recovered first. @throws Error with an SQLSTATE when it must not be used */
  find(): PGlite | null {
    this.surroundings.check();
    return this.serving;
  }

  /** @throws Error with an SQLSTATE when there is none to be had now */
  async recover(): Promise<PGlite> {
    if (!this.opening && Date.now() < this.openedAt + REOPEN_AFTER_MS) {
      throw Object.assign(new Error('The embedded database is recovering.'), { code: CANNOT_CONNECT_NOW });
    }
    this.opening ??= this.reopen();
    return this.opening;
  }

  /** Sends whole messages to it. @throws what PostgreSQL died of: errors of statements are answers */
  async ask(instance: PGlite, messages: Uint8Array, onAnswer: (data: Uint8Array) => void): Promise<void> {
    try {
      await instance.runExclusive(async () => {
        await this.heedDisk(instance);
        this.isBetweenExchanges = endsExchange(messages);
        await instance.execProtocolRawStream(messages, {
          onRawData: (data) => {
            if (this.answers.read(data).some(breaksInstance)) this.abandon(instance);
            onAnswer(data);
          },
        });
      });
    } catch (error) {
      this.abandon(instance);
      throw error;
    }
  }

  abandon(instance: PGlite): void {
    if (this.serving === instance) this.serving = null;
  }

  async close(): Promise<void> {
    const last = this.serving;
    this.serving = null;
    await last?.close();
  }

  /** A transaction that is under way is let finish: what is kept free is for that. */
  private async heedDisk(instance: PGlite): Promise<void> {
    const takesChanges = !this.surroundings.isDiskFull();
    // What the end of a connection resets is said again.
    if ((takesChanges && this.takesChanges) || !this.answers.isIdle || !this.isBetweenExchanges) return;
    await instance.execProtocolRawStream(
      simpleQuery(`set default_transaction_read_only = ${takesChanges ? 'off' : 'on'}`),
      {
        onRawData: () => undefined,
      },
    );
    this.takesChanges = takesChanges;
  }

  private async reopen(): Promise<PGlite> {
    this.openedAt = Date.now();
    this.answers = new AnswerReader();
    this.takesChanges = true;
    this.isBetweenExchanges = true;
    try {
      this.serving = await this.surroundings.open();
      return this.serving;
    } finally {
      this.opening = null;
    }
  }
}

/** Disk full, out of memory, input or output failed, PostgreSQL's own faults; and what PGlite says once it is lost. */
function breaksInstance({ code, message }: AnsweredError): boolean {
  return /^(53[12]00|58...|XX000)$/.test(code) || /cannot drop active portal|ERRORDATA_STACK_SIZE/.test(message);
}

const QUERY = 0x51;
const SYNC = 0x53;

/**
 * Whether whole messages end with one that PostgreSQL answers as ready for the next: the driver sends a prepared statement
 * piece by piece.
 *
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
function endsExchange(messages: Uint8Array): boolean {
  const view = new DataView(messages.buffer, messages.byteOffset, messages.byteLength);
  let last = QUERY;
  for (let at = 0; at < messages.length;) {
    // The first message of a connection has no type, and a length that begins with nought.
    const hasType = messages[at] !== 0;
    last = hasType ? (messages[at] ?? QUERY) : QUERY;
    at += (hasType ? 1 : 0) + view.getInt32(hasType ? at + 1 : at);
  }
  return last === QUERY || last === SYNC;
}

/** The message of the protocol that runs a text of SQL. */
export function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.from('Q....');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}
