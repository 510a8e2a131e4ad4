import 'server-only';
import { atHand } from '@/lib/session/at-hand';
import { readGraph } from '@/lib/session/graph-access';
import { keepAnswers } from '@/lib/session/kept-answers';
import { requireAsker, requireViewer } from '@/lib/session/session-queries';
import type { Connector } from '@/lib/connector/connector';
import { isNarrowed, listAddress, type ListView } from '@/lib/connector/connector-list-input';
import { connectorListStore } from '@/lib/connector/connector-list-store';
import { type ConnectorSummary, summarise } from '@/lib/connector/connector-summary';
import { judgeListed, type Statuses } from '@/lib/inspection/judge-listed';
import { noteDrift } from '@/lib/notices/note-drift';

/** One page of the list of connectors. */
export type ConnectorPages = {
  readonly connectors: readonly ConnectorSummary[];
  /** Addresses of the neighbours; null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Whether the tenant has none at all, on any page. */
  readonly hasNone: boolean;
  /** To come, unless the directory has answered a moment ago. */
  readonly statuses: Statuses | Promise<Statuses>;
};

/** The page of the tenant's connectors that a view asks for. */
export async function getConnectorPages(view: ListView): Promise<ConnectorPages> {
  const { session } = await requireViewer();
  const { tenantId } = session;
  const now = Date.now();
  const { rows, previous, next } = await connectorListStore.findPage({ tenantId, now }, view);
  const isWhole = !isNarrowed(view) && view.turn === null;
  const statuses = judge(rows, now);
  return {
    connectors: rows.map((connector) => summarise(connector, now)),
    previous: previous && listAddress({ ...view, turn: previous }),
    next: next && listAddress({ ...view, turn: next }),
    hasNone: rows.length === 0 && (isWhole || !(await connectorListStore.hasAny(tenantId))),
    statuses: (await atHand(statuses)) ?? statuses,
  };
}

const keeper = keepAnswers<Statuses>({ isAnswer: isRead });

function isRead(statuses: Statuses): boolean {
  return Array.from(statuses.values()).every(({ reason }) => reason !== 'notRead');
}

/** At most some seconds old: what the page says of the directory is no more of the moment than the page. */
async function judge(rows: readonly Connector[], now: number): Promise<Statuses> {
  if (rows.length === 0) return new Map();
  const { session } = await requireAsker();
  const key = { sessionId: session.id, about: rows.map(({ id }) => id).join(' ') };
  return keeper.read(key, async () => {
    const statuses = await judgeListed({ graph: await readGraph(session), now }, rows);
    const seen = rows.flatMap(({ id, name }) => {
      const judged = statuses.get(id);
      return judged ? [{ id, name, judged }] : [];
    });
    await noteDrift(session.tenantId, seen);
    return statuses;
  });
}
