import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
import type { Connector } from '@/lib/connector/connector';
import type { AppRoleGrant } from '@/lib/graph/app-role-assignments';
import { readRequiredAccess } from '@/lib/graph/applications';
import { resourcePath, resourceSchema } from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { callGraph } from '@/lib/graph/graph-request';

/** The permission as this tenant knows it; null when that cannot be read. */
export async function findRequestedRole(
  graph: GraphContext,
  { api }: Connector,
): Promise<Omit<AppRoleGrant, 'principalId'> | null> {
  const { resourceAppId, appRole } = apiFacts(api);
  const read = await callGraph(graph, { method: 'GET', path: resourcePath(resourceAppId), answer: resourceSchema });
  const role = read.ok && read.value.appRoles.find(({ value }) => value === appRole);
  return read.ok && role ? { resourceId: read.value.id, appRoleId: role.id } : null;
}

/**
 * Whether the registration asks for something else than this portal wrote there. Whoever may change it could have an
 * administrator grant more than this portal's page says. What cannot be read counts as unchanged: Entra's page lists it.
 */
export async function isRegistrationChanged(graph: GraphContext | null, connector: Connector): Promise<boolean> {
  const role = graph && (await findRequestedRole(graph, connector));
  const read = graph && (await readRequiredAccess(graph, connector.uniqueName));
  if (!role || !read?.ok) return false;
  const { resourceAppId, delegatedScopeId } = apiFacts(connector.api);
  const expected = [`${resourceAppId} Role ${role.appRoleId}`, `${resourceAppId} Scope ${delegatedScopeId}`];
  const listed = read.value.flatMap((resource) =>
    resource.resourceAccess.map(({ id, type }) => `${resource.resourceAppId} ${type} ${id}`),
  );
  return listed.sort().join('\n') !== expected.sort().join('\n');
}
