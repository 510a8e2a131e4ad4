import 'server-only';
import { resourcePath, resourceSchema } from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { callGraph } from '@/lib/graph/graph-request';
import { permissionsOf, siemApis, type TenantPermission } from '@/lib/ownership/tenant-permission';
import { fail, type Result, succeed } from '@/lib/result';
import { isSamePermission } from '@/lib/siem/catalogue/needed-permissions';
import { type SiemPermission, siemResources } from '@/lib/siem/siem-permission';
import type { StepProblem } from '@/lib/connector/connector';
import { fromGraph, plainProblem } from './step-problem';

/** All of them in this tenant. An API that is not there counts only where a permission of it is needed. */
export async function readTenantPermissions(
  graph: GraphContext,
  needed: readonly SiemPermission[],
): Promise<Result<readonly TenantPermission[], StepProblem>> {
  const known: TenantPermission[] = [];
  for (const resource of siemApis) {
    const path = resourcePath(siemResources[resource]);
    const read = await callGraph(graph, { method: 'GET', path, answer: resourceSchema });
    if (read.ok) known.push(...permissionsOf(resource, read.value));
    else if (read.error.kind !== 'notFound') return fail(fromGraph(read.error));
    else if (needed.some((permission) => permission.resource === resource))
      return fail({ ...fromGraph(read.error), cause: 'apiMissing' });
  }
  const isKnown = (permission: SiemPermission) => known.some((one) => isSamePermission(one, permission));
  return needed.every(isKnown) ? succeed(known) : fail(plainProblem('apiMissing'));
}
