import 'server-only';
import { CONNECTOR_TAG } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { detailsSource } from '@/lib/connector/details-source';
import type { GraphContext } from '@/lib/graph/graph-context';
import { findTaggedApplication, listTaggedNotes, type TaggedApplication } from '@/lib/graph/tagged-applications';
import { getTaggedApplications } from '@/lib/inspection/inspection-queries';
import { portalOwnership } from '@/lib/ownership/portal-ownership';
import { readGraph } from '@/lib/session/graph-access';
import { keepAnswers } from '@/lib/session/kept-answers';
import type { Session } from '@/lib/session/session';
import { requireAsker, requireViewer } from '@/lib/session/session-queries';
import { findOrphan, findOrphans, findStrangers, inOrder, MOST_AT_ONCE, type OrphanSource } from './find-orphans';
import { type Orphan, type OrphanView, viewOrphan } from './orphan';

export type OrphanList =
  | {
      readonly kind: 'read';
      readonly orphans: readonly OrphanView[];
      /** How many come before these, and after them. */
      readonly before: number;
      readonly more: number;
      readonly isWhole: boolean;
    }
  | { readonly kind: 'unread'; readonly requestId: string | null };

/**
 * What the tenant holds with this product's tag and without a connector here, a few at a time.
 *
 * @param first how many to pass over
 */
export async function listOrphans(first: number): Promise<OrphanList> {
  const { session } = await requireAsker();
  const found = await keeper.read({ sessionId: session.id, about: String(first) }, () => readOrphans(first));
  if ('requestId' in found) return { kind: 'unread', requestId: found.requestId };
  const orphans = found.orphans.map((orphan) => viewOrphan(orphan, Date.now()));
  return { ...found, kind: 'read', orphans };
}

type OrphansRead = {
  readonly orphans: readonly Orphan[];
  readonly before: number;
  readonly more: number;
  /** Whether every application with the tag was looked through for them. */
  readonly isWhole: boolean;
};

type Unread = { readonly requestId: string | null };

const keeper = keepAnswers<OrphansRead | Unread>({ isAnswer: (read) => 'orphans' in read });

/** The directory is asked about each of them; the request that failed when they could not be read. */
async function readOrphans(first: number): Promise<OrphansRead | Unread> {
  const { session } = await requireViewer();
  const tagged = await getTaggedApplications();
  if (!tagged) return { requestId: null };
  if (!tagged.ok) return { requestId: tagged.error.requestId };
  // After the list was read: what a set-up makes meanwhile has its connector by then.
  const { applications, isWhole } = tagged.value;
  const strangers = await strangersAmong(session, applications);
  if (strangers.length === 0) return { orphans: [], before: 0, more: 0, isWhole };
  const graph = await readGraph(session);
  if (!graph) return { requestId: null };
  const source = sourceOf(session, graph);
  // Few enough are all looked at, whoever made them.
  const notes = strangers.length > MOST_AT_ONCE ? await listTaggedNotes(graph, CONNECTOR_TAG) : null;
  if (notes && !notes.ok) return { requestId: notes.error.requestId };
  const ordered = notes ? inOrder(source, strangers, notes.value) : strangers;
  const looked = ordered.slice(first, first + MOST_AT_ONCE);
  const orphans = await findOrphans(source, looked);
  return { orphans, isWhole, before: first, more: Math.max(0, ordered.length - first - looked.length) };
}

/** @returns null when it is gone, or has a connector by now */
export async function readOrphan(session: Session, applicationId: string): Promise<Orphan | null | Unread> {
  const graph = await readGraph(session);
  if (!graph) return { requestId: null };
  const found = await findTaggedApplication(graph, CONNECTOR_TAG, applicationId);
  if (!found.ok) return { requestId: found.error.requestId };
  const [stranger] = found.value ? await strangersAmong(session, [found.value]) : [];
  return stranger ? findOrphan(sourceOf(session, graph), stranger) : null;
}

async function strangersAmong(
  { tenantId }: Session,
  applications: readonly TaggedApplication[],
): Promise<readonly TaggedApplication[]> {
  const names = applications.flatMap(({ uniqueName }) => uniqueName ?? []);
  return findStrangers(applications, await connectorStore.findKnown(tenantId, names));
}

function sourceOf({ tenantId, personId }: Session, graph: GraphContext): OrphanSource {
  const { redirectUris } = detailsSource();
  return { graph, tenantId, personId, redirectUris, ownership: portalOwnership() };
}
