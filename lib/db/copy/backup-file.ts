import 'server-only';
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { AppliedMigration, CopiedTable } from './copied-table';
import type { CopiedRows, DatabaseCopy } from './read-rows';
import { CopyProblem } from './write-rows';

/**
 * A backup is a gzip of lines of JSON: what it is, then for each table its columns and its rows, and last a SHA-256 of all
 * lines before. Without that line it is not whole.
 */
const FORMAT = 'siem-connect-backup-1';

const headLine = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  at: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
});
const tableLine = z.object({
  table: z.object({
    name: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    key: z.array(z.string()),
  }),
});
const rowLine = z.array(z.string().nullable());
const endLine = z.object({ sha256: z.string() });

export type BackupHead = { readonly version: string; readonly at: string };

/** Writes a copy to a new file that only this account may read. */
export async function writeBackup(file: string, copy: DatabaseCopy, head: BackupHead): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await once(out, 'open');
  await pipeline(Readable.from(backupLines(copy, head)), createGzip(), out);
}

async function* backupLines({ migrations, rows }: DatabaseCopy, head: BackupHead): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: unknown) => hashed(hash, `${JSON.stringify(value)}\n`);
  yield line({ format: FORMAT, ...head, migrations });
  let last: CopiedTable | null = null;
  for await (const { table, rows: part } of rows) {
    if (table !== last) yield line({ table });
    last = table;
    yield part.map(line).join('');
  }
  yield `${JSON.stringify({ sha256: hash.digest('hex') })}\n`;
}

function hashed(hash: Hash, text: string): string {
  hash.update(text);
  return text;
}

export type Backup = DatabaseCopy & {
  readonly head: BackupHead & { readonly migrations: readonly AppliedMigration[] };
};

/**
 * Opens a backup. Its rows come as they are read; the last of them fails when the file is not whole or was changed.
 *
 * @throws CopyProblem when it is none
 */
export async function readBackup(file: string): Promise<Backup> {
  const hash = createHash('sha256');
  const lines = readLines(file)[Symbol.asyncIterator]();
  const first = await lines.next();
  const head = headLine.safeParse(first.done ? null : parseLine(first.value));
  if (first.done || !head.success) throw new CopyProblem(`${file} is no backup of this portal.`);
  hash.update(`${first.value}\n`);
  return { head: head.data, migrations: head.data.migrations, rows: rowsOf(lines, { hash, file }) };
}

const ROWS_AT_ONCE = 500;

async function* rowsOf(
  lines: AsyncIterator<string>,
  { hash, file }: { readonly hash: Hash; readonly file: string },
): AsyncGenerator<CopiedRows> {
  let table: CopiedTable | null = null;
  let rows: z.infer<typeof rowLine>[] = [];
  let sum: string | null = null;
  for (let next = await lines.next(); !next.done && sum === null; next = await lines.next()) {
    const value = parseLine(next.value);
    const row = rowLine.safeParse(value);
    sum = endLine.safeParse(value).data?.sha256 ?? null;
    if (sum === null) hash.update(`${next.value}\n`);
    if (row.success) rows.push(row.data);
    if (table && rows.length > 0 && (!row.success || rows.length === ROWS_AT_ONCE)) {
      yield { table, rows };
      rows = [];
    }
    table = tableLine.safeParse(value).data?.table ?? table;
  }
  if (sum !== hash.digest('hex')) throw new CopyProblem(`${file} is not whole, or was changed. Nothing was restored.`);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** A file that cannot be unpacked, or ends in the middle, ends its lines: what is missing then is the sum. */
async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked).setEncoding('utf8');
  let text = '';
  try {
    for await (const part of unpacked) {
      const lines = `${text}${String(part)}`.split('\n');
      text = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    return;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}
