import type { DirectoryRole } from '@/lib/session/directory-roles';
import type { AlertApi } from '@/lib/siem/connector-details';
import { ownPermissions } from '@/lib/siem/catalogue/needed-permissions';
import type { SiemResource } from '@/lib/siem/siem-permission';

/**
 * Who may grant an application permission of each API: those of Microsoft Graph are reserved to two roles.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto#permissions
 */
const reserved: readonly DirectoryRole[] = ['globalAdministrator', 'privilegedRoleAdministrator'];
const usual: readonly DirectoryRole[] = [...reserved, 'applicationAdministrator', 'cloudApplicationAdministrator'];

/** The permissions of one API: whoever may grant them may remove them. */
export function mayGrantOn(resource: SiemResource, roles: readonly DirectoryRole[]): boolean {
  return (resource === 'Microsoft Graph' ? reserved : usual).some((role) => roles.includes(role));
}

export function mayGrant(api: AlertApi, roles: readonly DirectoryRole[]): boolean {
  return mayGrantOn(ownPermissions[api].resource, roles);
}
