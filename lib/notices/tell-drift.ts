import { type ConnectorFault, connectorFaults } from '@/lib/connector/connector-evidence';
import type { JudgedStatus } from '@/lib/connector/connector-status';
import type { NewNotice } from './notice';
import type { DriftSeen, NoticeStore } from './notice-store';

/** A connector as somebody's look at the directory found it. */
export type SeenConnector = {
  readonly id: string;
  readonly name: string;
  readonly judged: JudgedStatus;
};

/** What somebody changed in Entra; null: nothing; undefined: the look does not say. */
function faultOf({ status, reason }: JudgedStatus): ConnectorFault | null | undefined {
  if (status === 'unknown' || status === 'checking' || status === 'failing') return undefined;
  if (status === 'incomplete' || status === 'removing' || status === 'removed') return null;
  return status === 'notWorking' ? connectorFaults.find((fault) => fault === reason) : null;
}

/**
 * Tells of what a look at the directory found changed, once for each time that it was changed, and closes what was put
 * right. Nobody looks at the directory but people: what nobody looks at is not told.
 *
 * @returns how many notices were news
 */
export async function tellDrift(
  store: Pick<NoticeStore, 'listDrift' | 'raise' | 'close'>,
  { tenantId, seen, now }: { readonly tenantId: string; readonly seen: readonly SeenConnector[]; readonly now: Date },
): Promise<number> {
  const told = seen.filter(({ judged }) => faultOf(judged) !== undefined);
  if (told.length === 0) return 0;
  const known = await store.listDrift(
    tenantId,
    told.map(({ id }) => id),
  );
  const over = known.filter(
    ({ closedAt, connectorId, fault }) =>
      closedAt === null && told.some(({ id, judged }) => id === connectorId && faultOf(judged) !== fault),
  );
  await store.close(
    tenantId,
    over.map(({ id }) => id),
    now,
  );
  return store.raise(
    tenantId,
    told.flatMap((connector) => driftNotice(connector, known, now) ?? []),
    { now },
  );
}

function driftNotice({ id, name, judged }: SeenConnector, known: readonly DriftSeen[], now: Date): NewNotice | null {
  const fault = faultOf(judged);
  if (!fault) return null;
  const before = known.filter((notice) => notice.connectorId === id && notice.fault === fault);
  if (before.some(({ closedAt, handledReason }) => closedAt === null || handledReason !== null)) return null;
  // Changed again after it was put right, it is news; two that look at once mean the same time.
  const threshold = `after ${before.at(-1)?.closedAt?.toISOString() ?? 'nothing'}`;
  return {
    ...{ subject: `drift ${id} ${fault}`, threshold, urgency: 0, kind: 'drift', severity: 'critical' },
    ...{ connectorId: id, about: name, facts: { fault, at: now.toISOString() }, dueAt: now, late: false },
  };
}
