import 'server-only';
import type { Turn } from '@/lib/paging/keyset-page';
import { contentTypes, writeHistory } from './history-file';
import { type HistoryFormat, parseHistoryAddress } from './history-input';
import { type HistoryRow, historyStore } from './history-store';

export type HistoryExport = {
  readonly tenantId: string;
  readonly connectorId: string | null;
  readonly format: HistoryFormat;
  /** Of the address, as the page has them. */
  readonly filters: Readonly<Record<string, string>>;
};

/** Answers with all that a view finds, as a file that is read while it is sent. */
export function exportHistory({ tenantId, connectorId, format, filters }: HistoryExport): Response {
  const now = Date.now();
  const view = parseHistoryAddress(connectorId, filters);
  async function* pages(): AsyncGenerator<readonly HistoryRow[]> {
    for (let turn: Turn | null | undefined = null; turn !== undefined;) {
      const page: Awaited<ReturnType<typeof historyStore.findPage>> = await historyStore.findPage(
        { tenantId, now },
        { ...view, turn },
      );
      yield page.rows;
      turn = page.next ?? undefined;
    }
  }
  const name = `siem-connect-history-${new Date(now).toISOString().slice(0, 10)}.${format}`;
  const pieces = writeHistory(pages(), format);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    cancel: () => void pieces.return(undefined),
  });
  return new Response(body, {
    headers: { 'Content-Type': contentTypes[format], 'Content-Disposition': `attachment; filename="${name}"` },
  });
}
