import 'server-only';
import { atHand } from '@/lib/session/at-hand';
import { readGraph } from '@/lib/session/graph-access';
import { keepAnswers } from '@/lib/session/kept-answers';
import { requireAsker, requireViewer } from '@/lib/session/session-queries';
import type { Connector } from '@/lib/connector/connector';
import { isNarrowed, listAddress, type ListView } from '@/lib/connector/connector-list-input';
import { connectorListStore } from '@/lib/connector/connector-list-store';
import { type ConnectorStatus, type ConnectorSummary, summarise } from '@/lib/connector/connector-summary';
import { inspectListed, type ListedInspection } from '@/lib/inspection/inspect-listed';

/** One page of the list of connectors. */
export type ConnectorPages = {
  readonly connectors: readonly ConnectorSummary[];
  /** Addresses of the neighbours; null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Whether the tenant has none at all, on any page. */
  readonly hasNone: boolean;
  readonly corrections: Corrections | Promise<Corrections>;
};

/** What the directory says against the status of some, by id; to come, unless Graph has answered a moment ago. */
export type Corrections = ReadonlyMap<string, ConnectorStatus>;

/** The page of the tenant's connectors that a view asks for. */
export async function getConnectorPages(view: ListView): Promise<ConnectorPages> {
  const { session } = await requireViewer();
  const { tenantId } = session;
  const now = Date.now();
  const { rows, previous, next } = await connectorListStore.findPage({ tenantId, now }, view);
  const isWhole = !isNarrowed(view) && view.turn === null;
  const corrections = correct(rows, now);
  return {
    connectors: rows.map((connector) => summarise(connector, now)),
    previous: previous && listAddress({ ...view, turn: previous }),
    next: next && listAddress({ ...view, turn: next }),
    hasNone: rows.length === 0 && (isWhole || !(await connectorListStore.hasAny(tenantId))),
    corrections: (await atHand(corrections)) ?? corrections,
  };
}

const keeper = keepAnswers<ListedInspection>({ isAnswer: ({ isWhole }) => isWhole });

/** At most some seconds old: what the page says of the directory is no more of the moment than the page. */
async function correct(rows: readonly Connector[], now: number): Promise<Corrections> {
  if (rows.length === 0) return new Map();
  const { session } = await requireAsker();
  const key = { sessionId: session.id, about: rows.map(({ id }) => id).join(' ') };
  const inspected = await keeper.read(key, async () => inspectListed({ graph: await readGraph(session), now }, rows));
  return inspected.statuses;
}
