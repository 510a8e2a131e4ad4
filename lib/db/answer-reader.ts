import 'server-only';

const ERROR_RESPONSE = 0x45;
const READY_FOR_QUERY = 0x5a;
const IDLE = 0x49;

/** No error that PostgreSQL describes comes near this; what is longer is a row. */
const LONGEST_ERROR_BYTES = 64 * 1024;

/** An error in PostgreSQL's answers. */
export type AnsweredError = { readonly code: string; readonly message: string };

/**
 * Reads along in PostgreSQL's answers, which come in pieces of any size: the errors, and whether a transaction is open.
 *
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export class AnswerReader {
  isIdle = true;
  private readonly header = Buffer.alloc(5);
  private headerBytes = 0;
  private bodyLeft = 0;
  private body: Buffer[] = [];

  /** @returns the errors that end in this piece */
  read(chunk: Uint8Array): readonly AnsweredError[] {
    const errors: AnsweredError[] = [];
    for (let at = 0; at < chunk.length;) {
      if (this.headerBytes < 5) {
        this.header[this.headerBytes] = chunk[at] ?? 0;
        this.headerBytes += 1;
        at += 1;
        if (this.headerBytes === 5) this.bodyLeft = this.header.readInt32BE(1) - 4;
      } else {
        const end = Math.min(chunk.length, at + this.bodyLeft);
        if (this.isWanted()) this.body.push(Buffer.from(chunk.subarray(at, end)));
        this.bodyLeft -= end - at;
        at = end;
      }
      if (this.headerBytes === 5 && this.bodyLeft <= 0) errors.push(...this.finish());
    }
    return errors;
  }

  private isWanted(): boolean {
    const type = this.header[0];
    return (type === ERROR_RESPONSE || type === READY_FOR_QUERY) && this.bodyLeft < LONGEST_ERROR_BYTES;
  }

  private finish(): readonly AnsweredError[] {
    const body = Buffer.concat(this.body);
    this.body = [];
    this.headerBytes = 0;
    if (this.header[0] === READY_FOR_QUERY) this.isIdle = body[0] === IDLE;
    if (this.header[0] !== ERROR_RESPONSE) return [];
    const fields = new Map(
      body
        .toString()
        .split('\0')
        .map((field) => [field[0], field.slice(1)]),
    );
    return [{ code: fields.get('C') ?? '', message: fields.get('M') ?? '' }];
  }
}
