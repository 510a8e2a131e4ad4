import type { AlertApi } from '@/lib/siem/connector-details';
import type { SiemPermission } from '@/lib/siem/siem-permission';

const writes: readonly string[] = ['Application.ReadWrite.All'];
const assigns = 'AppRoleAssignment.ReadWrite.All';

/**
 * Delegated scopes that change the tenant, asked for in the pop-up and for that flow alone. Granting a permission of
 * Microsoft Graph takes one more; one of WindowsDefenderATP does not.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto#permissions
 */
export function elevatedScopes(grants: AlertApi | null): readonly string[] {
  return grants === 'graph-alerts' ? [...writes, assigns] : writes;
}

/** The same for a change of permissions: what is removed takes as much as what is granted. */
export function scopesToChange(changed: readonly SiemPermission[]): readonly string[] {
  return changed.some(({ resource }) => resource === 'Microsoft Graph') ? [...writes, assigns] : writes;
}
