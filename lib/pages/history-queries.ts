import 'server-only';
import { notFound } from 'next/navigation';
import { type AuditAction, auditActions } from '@/lib/audit/audit';
import { checkChains, findChainCheck } from '@/lib/audit/chain-check';
import type { Finding } from '@/lib/audit/verify-chain';
import { log } from '@/lib/log';
import { requireViewer } from '@/lib/session/session-queries';
import { historyAddress, type HistoryView } from '@/lib/history/history-input';
import { type HistoryRow, historyStore } from '@/lib/history/history-store';
import { findConnectorName } from './connector-queries';

/** An entry as the page shows it. Times are ISO 8601, UTC. */
export type HistoryEntry = Omit<HistoryRow, 'at'> & {
  readonly at: string;
  /** Null for what this release does not write. */
  readonly knownAction: AuditAction | null;
};

export type HistoryPage = {
  /** Of the connector whose history it is; null for the tenant's. */
  readonly connectorName: string | null;
  readonly entries: readonly HistoryEntry[];
  /** Addresses of the neighbours; null where there is none. */
  readonly newer: string | null;
  readonly older: string | null;
};

/** The page of the tenant's log that a view asks for. */
export async function getHistory(view: HistoryView): Promise<HistoryPage> {
  const { session } = await requireViewer();
  const { tenantId } = session;
  const connectorName = view.connectorId === null ? null : ((await findConnectorName(view.connectorId)) ?? notFound());
  const { rows, previous, next } = await historyStore.findPage({ tenantId, now: Date.now() }, view);
  return {
    connectorName,
    entries: rows.map(({ at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      knownAction: auditActions.find((known) => known === row.action) ?? null,
    })),
    newer: previous && historyAddress({ ...view, turn: previous }),
    older: next && historyAddress({ ...view, turn: next }),
  };
}

/** What the newest look at the chain of the tenant's log has found. Times are ISO 8601, UTC. */
export type ChainVerdict =
  | { readonly kind: 'sound'; readonly seq: number; readonly at: string; readonly checkedAt: string }
  /** Nothing stands in the log yet. */
  | { readonly kind: 'empty'; readonly checkedAt: string }
  | {
      readonly kind: 'broken';
      readonly first: Finding;
      readonly verified: { readonly seq: number; readonly at: string } | null;
      readonly checkedAt: string;
    }
  /** Some signature is of a key that the portal no longer has. */
  | { readonly kind: 'unsigned'; readonly seq: number | null; readonly checkedAt: string }
  | { readonly kind: 'unread' };

/** Looks at what was appended since the last look, then says what is known. Never good without a look that has ended. */
export async function getChainVerdict(): Promise<ChainVerdict> {
  const { session } = await requireViewer();
  try {
    await checkChains('new');
  } catch (error) {
    log().warn({ err: error instanceof Error ? error.name : 'unknown' }, 'the audit log could not be checked');
    return { kind: 'unread' };
  }
  const check = findChainCheck(session.tenantId);
  if (!check) return { kind: 'unread' };
  const checkedAt = check.checkedAt.toISOString();
  const verified = check.verified && { seq: check.verified.seq, at: check.verified.at.toISOString() };
  const [first] = check.findings;
  if (first) return { kind: 'broken', first, verified, checkedAt };
  if (check.unsignedBy.length > 0) return { kind: 'unsigned', seq: verified?.seq ?? null, checkedAt };
  return verified ? { kind: 'sound', ...verified, checkedAt } : { kind: 'empty', checkedAt };
}
