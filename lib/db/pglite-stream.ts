import 'server-only';
import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';
import { type EmbeddedInstance, simpleQuery } from './embedded-instance';

const TERMINATE = 0x58;

/** SQLSTATE for a connection that the server has ended. */
const CONNECTION_GONE = '57P01';

/** What a PostgreSQL server does by itself when a connection ends: PGlite's one session outlives it. */
const RESET = Buffer.concat([simpleQuery('ROLLBACK'), simpleQuery('DISCARD ALL')]);

/**
 * What `pg` takes for a socket: whole protocol messages go to a PGlite in this process, its answers come back.
 * So one driver serves the embedded database and a PostgreSQL server.
 *
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export class PGliteStream extends Duplex {
  private pending = Buffer.alloc(0);
  private started = false;
  private ended = false;
  /** The one that this connection began on. */
  private database: PGlite | null = null;
  private readonly instance: EmbeddedInstance;

  constructor(instance: EmbeddedInstance) {
    super();
    this.instance = instance;
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    this.forward().then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.reset().then(
      () => done(error),
      (failure: unknown) => done(error ?? (failure instanceof Error ? failure : new Error(String(failure)))),
    );
  }

  /** Leaves nothing of this connection to the next: it queues before anything that the next one sends. */
  private async reset(): Promise<void> {
    if (!this.started || this.ended || !this.database) return;
    this.ended = true;
    await this.ask(RESET, () => undefined);
  }

  private async forward(): Promise<void> {
    let end = 0;
    for (let length = this.messageLength(end); length > 0; length = this.messageLength(end)) {
      if (this.started && this.pending[end] === TERMINATE) {
        // The one session stays up: only this connection ends.
        const last = this.pending.subarray(0, end);
        this.pending = Buffer.alloc(0);
        const sent = end > 0 ? this.send(last) : null;
        await Promise.all([sent, this.reset()]);
        this.push(null);
        return;
      }
      this.started = true;
      end += length;
    }
    if (end === 0) return;
    const messages = this.pending.subarray(0, end);
    this.pending = this.pending.subarray(end);
    await this.send(messages);
  }

  /** Length of the whole message that begins at the offset, or 0 while a part of it is still to come. */
  private messageLength(offset: number): number {
    const rest = this.pending.length - offset;
    // The first message has no type byte.
    const header = this.started ? 5 : 4;
    if (rest < header) return 0;
    const length = this.pending.readInt32BE(offset + header - 4) + header - 4;
    return rest < length ? 0 : length;
  }

  private async send(messages: Buffer): Promise<void> {
    await this.ask(messages, (data) => {
      if (data.length > 0) this.push(Buffer.from(data));
    });
  }

  private async ask(messages: Buffer, onRawData: (data: Uint8Array) => void): Promise<void> {
    // Without a wait where none is needed: what is asked first has to queue first.
    const current = this.instance.find() ?? (await this.instance.recover());
    this.database ??= current;
    if (current !== this.database) throw Object.assign(new Error('The connection is gone.'), { code: CONNECTION_GONE });
    try {
      await this.instance.ask(current, new Uint8Array(messages), onRawData);
    } catch (error) {
      throw Object.assign(new Error('PostgreSQL ended.', { cause: error }), { code: CONNECTION_GONE });
    }
  }
}
