import type { AlertApi } from '@/lib/siem/connector-details';

/**
 * Delegated scopes that change the tenant, asked for in the pop-up and for that flow alone. Granting a permission of
 * Microsoft Graph takes one more; one of WindowsDefenderATP does not.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto#permissions
 */
export function elevatedScopes(grants: AlertApi | null): readonly string[] {
  const writes = ['Application.ReadWrite.All'];
  return grants === 'graph-alerts' ? [...writes, 'AppRoleAssignment.ReadWrite.All'] : writes;
}
