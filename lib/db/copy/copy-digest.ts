import 'server-only';
import { createHash } from 'node:crypto';
import type { CopiedRows } from './read-rows';

/** What a copy holds, in so far as two can be compared. */
export type CopySummary = {
  readonly counts: ReadonlyMap<string, number>;
  /** SHA-256 over every value of every row, with the names of table and columns. */
  readonly digest: string;
};

/** Reads along. @returns the same rows, and a summary once they have all been read */
export function summarize(rows: AsyncIterable<CopiedRows>): {
  readonly rows: AsyncIterable<CopiedRows>;
  readonly summary: () => CopySummary;
} {
  const hash = createHash('sha256');
  const counts = new Map<string, number>();
  async function* along(): AsyncGenerator<CopiedRows> {
    for await (const part of rows) {
      const { name, columns } = part.table;
      for (const row of part.rows) hash.update(JSON.stringify([name, columns.map((column) => column.name), row]));
      counts.set(name, (counts.get(name) ?? 0) + part.rows.length);
      yield part;
    }
  }
  return { rows: along(), summary: () => ({ counts, digest: hash.copy().digest('hex') }) };
}

/** Reads to the end, for the summary alone. */
export async function summaryOf(rows: AsyncIterable<CopiedRows>): Promise<CopySummary> {
  const read = summarize(rows);
  const parts = read.rows[Symbol.asyncIterator]();
  while (!(await parts.next()).done);
  return read.summary();
}
