import { z } from 'zod';
import type { ChainHead, ChainSegment } from './chain-link';
import { headSchema, segmentSchema, storedEventSchema } from './chain-rows';
import { toCef } from './export-cef';
import { toOcsf } from './export-ocsf';
import type { Chain, StoredEvent } from './verify-chain';

export const exportFormats = ['jsonl', 'cef', 'ocsf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** @returns the event as one line, without its end. jsonl keeps all that the chain is verified by. */
export function exportLine(event: StoredEvent, format: ExportFormat, productVersion: string): string {
  switch (format) {
    case 'jsonl':
      return JSON.stringify(event);
    case 'cef':
      return toCef(event, productVersion);
    case 'ocsf':
      return JSON.stringify(toOcsf(event, productVersion));
  }
}

/** Lines of an export in JSON Lines that say where a chain begins and ends; of the portal's log, where it ended. */
export const headLine = (head: ChainHead) => JSON.stringify({ auditHead: head });
export const segmentLine = (segment: ChainSegment) => JSON.stringify({ auditSegment: segment });

const lineSchema = z.union([
  z.object({ auditHead: headSchema }),
  z.object({ auditSegment: segmentSchema }),
  storedEventSchema,
]);

/**
 * Reads an export in JSON Lines.
 *
 * @param lines of one export; its events stay in the order of its lines
 * @returns the chain of each tenant, and the numbers of lines that are none of an export
 */
export function readExport(lines: readonly string[]): {
  readonly chains: readonly Chain[];
  readonly strange: readonly number[];
} {
  const events = new Map<string, StoredEvent[]>();
  const [heads, segments, strange]: [ChainHead[], ChainSegment[], number[]] = [[], [], []];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = lineSchema.safeParse(parseJson(line)).data;
    if (!read) strange.push(index + 1);
    else if ('auditHead' in read) heads.push(read.auditHead);
    else if ('auditSegment' in read) segments.push(read.auditSegment);
    else {
      const known = events.get(read.tenantId) ?? [];
      known.push(read);
      events.set(read.tenantId, known);
    }
  }
  const tenants = new Set([...events.keys(), ...[...heads, ...segments].map(({ tenantId }) => tenantId)]);
  const of = <Item extends { readonly tenantId: string }>(items: readonly Item[], tenantId: string) =>
    items.filter((item) => item.tenantId === tenantId);
  const chains = [...tenants].map((tenantId) => ({
    tenantId,
    events: iterate(events.get(tenantId) ?? []),
    head: of(heads, tenantId).at(-1) ?? null,
    segments: of(segments, tenantId),
    heads: [],
  }));
  return { chains, strange };
}

/** The heads that a log of the portal holds, wherever in it; its other lines are passed over. */
export function readLoggedHeads(lines: readonly string[]): readonly ChainHead[] {
  const logged = z.object({ auditHead: headSchema });
  return lines.flatMap((line) => {
    if (!line.includes('"auditHead"')) return [];
    // Whoever carries lines away may write something before them.
    const read = logged.safeParse(parseJson(line.slice(line.indexOf('{')))).data;
    return read ? [read.auditHead] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a database gives them page by page
async function* iterate(events: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  yield* events;
}
