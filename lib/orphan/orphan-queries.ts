import 'server-only';
import { connectorStore } from '@/lib/connector/connector-store';
import { getTaggedApplications } from '@/lib/connector/inspection-queries';
import { readGraph } from '@/lib/session/graph-access';
import { requireViewer } from '@/lib/session/session-queries';
import { findOrphans, type OrphansFound } from './find-orphans';
import { type OrphanView, viewOrphan } from './orphan';

export type OrphanList =
  | { readonly kind: 'read'; readonly orphans: readonly OrphanView[]; readonly more: number; readonly isWhole: boolean }
  | { readonly kind: 'unread'; readonly requestId: string | null };

/** What the tenant holds with this product's tag and without a connector here. */
export async function listOrphans(): Promise<OrphanList> {
  const found = await readOrphans();
  if ('requestId' in found) return { kind: 'unread', requestId: found.requestId };
  const orphans = found.orphans.map((orphan) => viewOrphan(orphan, Date.now()));
  return { kind: 'read', orphans, more: found.more, isWhole: found.isWhole };
}

/** Reads them anew; the request that failed when they could not be read. */
export async function readOrphans(): Promise<OrphansFound | { readonly requestId: string | null }> {
  const { session } = await requireViewer();
  const tagged = await getTaggedApplications();
  const graph = await readGraph(session);
  if (!tagged || !graph) return { requestId: null };
  if (!tagged.ok) return { requestId: tagged.error.requestId };
  // After the list was read: what a set-up makes meanwhile has its connector by then.
  const names = tagged.value.applications.flatMap(({ uniqueName }) => uniqueName ?? []);
  const strange = new Set(await connectorStore.findStrange(session.tenantId, names));
  const resources = session.findings?.resources;
  const roleIds = {
    'defender-alerts': resources?.['defender-alerts']?.appRoleId ?? null,
    'graph-alerts': resources?.['graph-alerts']?.appRoleId ?? null,
  };
  const known = new Set(names.filter((name) => !strange.has(name)));
  return findOrphans({ graph, tagged: tagged.value, known, roleIds });
}
