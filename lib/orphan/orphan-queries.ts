import 'server-only';
import { connectorStore } from '@/lib/connector/connector-store';
import { getTaggedApplications } from '@/lib/inspection/inspection-queries';
import { readGraph } from '@/lib/session/graph-access';
import { keepAnswers } from '@/lib/session/kept-answers';
import { requireAsker, requireViewer } from '@/lib/session/session-queries';
import { findOrphans, findStrangers, type OrphansFound } from './find-orphans';
import { type OrphanView, viewOrphan } from './orphan';

export type OrphanList =
  | { readonly kind: 'read'; readonly orphans: readonly OrphanView[]; readonly more: number; readonly isWhole: boolean }
  | { readonly kind: 'unread'; readonly requestId: string | null };

/** What the tenant holds with this product's tag and without a connector here. */
export async function listOrphans(): Promise<OrphanList> {
  const { session } = await requireAsker();
  const found = await keeper.read({ sessionId: session.id }, readOrphans);
  if ('requestId' in found) return { kind: 'unread', requestId: found.requestId };
  const orphans = found.orphans.map((orphan) => viewOrphan(orphan, Date.now()));
  return { kind: 'read', orphans, more: found.more, isWhole: found.isWhole };
}

/** With whether every application with the tag was looked through for them. */
type OrphansRead = OrphansFound & { readonly isWhole: boolean };

const keeper = keepAnswers<Awaited<ReturnType<typeof readOrphans>>>({ isAnswer: (read) => 'orphans' in read });

/** The directory is asked about each of them; the request that failed when they could not be read. */
export async function readOrphans(): Promise<OrphansRead | { readonly requestId: string | null }> {
  const { session } = await requireViewer();
  const tagged = await getTaggedApplications();
  if (!tagged) return { requestId: null };
  if (!tagged.ok) return { requestId: tagged.error.requestId };
  // After the list was read: what a set-up makes meanwhile has its connector by then.
  const { applications, isWhole } = tagged.value;
  const names = applications.flatMap(({ uniqueName }) => uniqueName ?? []);
  const strangers = findStrangers(applications, await connectorStore.findKnown(session.tenantId, names));
  if (strangers.length === 0) return { orphans: [], more: 0, isWhole };
  const graph = await readGraph(session);
  if (!graph) return { requestId: null };
  const resources = session.findings?.resources;
  const roleIds = {
    'defender-alerts': resources?.['defender-alerts']?.appRoleId ?? null,
    'graph-alerts': resources?.['graph-alerts']?.appRoleId ?? null,
  };
  return { ...(await findOrphans({ graph, strangers, roleIds })), isWhole };
}
