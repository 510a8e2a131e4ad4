import 'server-only';
import { stringify } from 'csv-stringify/sync';
import { storedEventSchema } from '@/lib/audit/chain-rows';
import type { HistoryFormat } from './history-input';
import type { HistoryRow } from './history-store';

/** Of a file for a spreadsheet, in English like the log itself. */
const columns = [
  ...(['entry', 'at', 'person', 'personId', 'action', 'outcome', 'connector', 'connectorId', 'target'] as const),
  ...(['requestId', 'attemptId', 'detail', 'hash'] as const),
];

export const contentTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const satisfies Readonly<Record<HistoryFormat, string>>;

/**
 * The file, piece by piece. Cells that a spreadsheet would take for a formula begin with an apostrophe (OWASP, CSV
 * injection). JSON Lines hold each entry as `npm run audit -- verify --file` reads it.
 *
 * @param pages of rows, in the order of the file
 */
export async function* writeHistory(
  pages: AsyncIterable<readonly HistoryRow[]>,
  format: HistoryFormat,
): AsyncGenerator<string> {
  // Without the mark Excel takes UTF-8 for something else.
  if (format === 'csv') yield `\uFEFF${stringify([columns], { record_delimiter: 'windows' })}`;
  for await (const rows of pages) {
    if (format === 'csv') yield stringify(rows.map(cells), { record_delimiter: 'windows', escape_formulas: true });
    else yield rows.map((row) => `${JSON.stringify(storedEventSchema.parse(row))}\n`).join('');
  }
}

function cells(row: HistoryRow): readonly (string | number | null)[] {
  const { seq, at, personUpn, personId, action, outcome, connectorName, connectorId, target, requestId } = row;
  const detail = row.detail && JSON.stringify(row.detail);
  const who = [personUpn, personId, action, outcome] as const;
  return [
    seq,
    at.toISOString(),
    ...who,
    connectorName,
    connectorId,
    target,
    requestId,
    row.attemptId,
    detail,
    row.hash,
  ];
}
