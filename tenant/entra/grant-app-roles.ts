import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import type { Application } from '../store/application';
import { mintRelationKey } from '../store/object-key';
import type { ServicePrincipal } from '../store/service-principal';
import { isPresent } from '../store/soft-delete';
import type { AppRoleAssignment } from '../store/tenant-state';

type RoleGrant = {
  readonly application: Application;
  readonly roles: readonly { readonly resource: ServicePrincipal; readonly roleIds: readonly string[] }[];
};

/** Application permissions by admin consent: the same assignments as by Microsoft Graph, and they replicate alike. */
export function grantAppRoles(tenant: Tenant, { application, roles }: RoleGrant): void {
  const state = tenant.store.read();
  const principal = findByAppId(state.servicePrincipals.filter(isPresent), application.appId);
  if (principal === undefined) return;
  const wanted = roles.flatMap(({ resource, roleIds }) =>
    roleIds.map((appRoleId) => ({ appRoleId, principalId: principal.id, resourceId: resource.id })),
  );
  const missing = wanted.filter((one) => !state.appRoleAssignments.some((other) => isSame(one, other)));
  if (missing.length === 0) return;
  const createdDateTime = new Date(tenant.clock.now()).toISOString();
  const assignments = missing.map((one) => ({ ...one, id: mintRelationKey(), createdDateTime }));
  tenant.change((before) => ({ ...before, appRoleAssignments: [...before.appRoleAssignments, ...assignments] }));
}

type Relation = Pick<AppRoleAssignment, 'appRoleId' | 'principalId' | 'resourceId'>;

function isSame(one: Relation, other: Relation): boolean {
  return (
    one.appRoleId === other.appRoleId && one.principalId === other.principalId && one.resourceId === other.resourceId
  );
}
