import type { AppRoleAssignment } from '@/lib/graph/app-role-assignments';
import type { Resource } from '@/lib/graph/directory-reads';
import { managedPermissions, type SiemPermission, type SiemResource } from '@/lib/siem/siem-permission';

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

export const siemApis: readonly SiemResource[] = [
  'Microsoft Graph',
  'WindowsDefenderATP',
  'Microsoft Threat Protection',
];
