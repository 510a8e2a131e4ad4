import type { DirectoryRole } from '@/lib/session/directory-roles';
import type { AlertApi } from '@/lib/siem/connector-details';

/**
 * Who may grant an application permission of each API: those of Microsoft Graph are reserved to two roles.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto#permissions
 */
const granters: Readonly<Record<AlertApi, readonly DirectoryRole[]>> = {
  'defender-alerts': [
    'globalAdministrator',
    'privilegedRoleAdministrator',
    'applicationAdministrator',
    'cloudApplicationAdministrator',
  ],
  'graph-alerts': ['globalAdministrator', 'privilegedRoleAdministrator'],
};

export function mayGrant(api: AlertApi, roles: readonly DirectoryRole[]): boolean {
  return granters[api].some((role) => roles.includes(role));
}
