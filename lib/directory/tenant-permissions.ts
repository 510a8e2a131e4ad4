import 'server-only';
import type { AppRoleAssignment } from '@/lib/graph/app-role-assignments';
import { type Resource, resourcePath, resourceSchema } from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { callGraph } from '@/lib/graph/graph-request';
import { fail, type Result, succeed } from '@/lib/result';
import { isSamePermission } from '@/lib/siem/catalogue/needed-permissions';
import { managedPermissions, type SiemPermission, type SiemResource, siemResources } from '@/lib/siem/siem-permission';
import type { StepProblem } from '@/lib/connector/connector';
import { fromGraph, plainProblem } from './step-problem';

/** A permission that this portal grants and removes, as this tenant knows it. */
export type TenantPermission = SiemPermission & Pick<AppRoleAssignment, 'resourceId' | 'appRoleId'>;

/** What it is called, without the ids of this tenant. */
export function namesOf(permissions: readonly TenantPermission[]): readonly SiemPermission[] {
  return permissions.map(({ resource, appRole }) => ({ resource, appRole }));
}

/** What one API of the tenant offers of them. */
export function permissionsOf(
  resource: SiemResource,
  { id: resourceId, appRoles }: Resource,
): readonly TenantPermission[] {
  const ofThisApi = managedPermissions.filter((permission) => permission.resource === resource);
  return ofThisApi.flatMap((permission) => {
    const role = appRoles.find(({ value, isEnabled }) => value === permission.appRole && isEnabled !== false);
    return role ? { ...permission, resourceId, appRoleId: role.id } : [];
  });
}

/** Those that the directory says are granted. */
export function heldPermissions<Known extends TenantPermission>(
  known: readonly Known[],
  granted: readonly Pick<AppRoleAssignment, 'resourceId' | 'appRoleId'>[],
): readonly Known[] {
  return known.filter((permission) => granted.some((one) => isGrantOf(permission, one)));
}

export function isGrantOf(
  { resourceId, appRoleId }: TenantPermission,
  grant: Pick<AppRoleAssignment, 'resourceId' | 'appRoleId'>,
): boolean {
  return grant.resourceId === resourceId && grant.appRoleId === appRoleId;
}

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

export const siemApis: readonly SiemResource[] = [
  'Microsoft Graph',
  'WindowsDefenderATP',
  'Microsoft Threat Protection',
];
