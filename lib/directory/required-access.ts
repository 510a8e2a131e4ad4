import { apiFacts } from '@/lib/cloud/alert-api';
import type { RequiredAccess } from '@/lib/graph/applications';
import { siemApis, type TenantPermission } from '@/lib/ownership/tenant-permission';
import type { SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import { siemResources } from '@/lib/siem/siem-permission';

/** What a registration asks for, so that it holds these permissions and people can sign in to read by its API. */
export function requiredAccess({ api }: Pick<SiemUse, 'api'>, needed: readonly TenantPermission[]): RequiredAccess {
  const { resourceAppId: ownAppId, delegatedScopeId } = apiFacts(api);
  return siemApis.flatMap((resource) => {
    const roles = needed.filter((permission) => permission.resource === resource);
    if (roles.length === 0) return [];
    const resourceAppId = siemResources[resource];
    const scopes = resourceAppId === ownAppId ? [{ id: delegatedScopeId, type: 'Scope' }] : [];
    return { resourceAppId, resourceAccess: [...roles.map(({ appRoleId: id }) => ({ id, type: 'Role' })), ...scopes] };
  });
}
