import type { RoleName } from '../seed/directory-roles';
import { firstPartyClients } from '../seed/first-party-clients';
import { directoryRoles } from '../seed/directory-roles';
import { windowsDefenderAtpAppId } from '../seed/windows-defender-atp-permissions';
import type { Application } from '../store/application';
import type { ServicePrincipal } from '../store/service-principal';
import { isInRecycleBin, isPresent } from '../store/soft-delete';
import type { AppRoleAssignment, Group, PermissionGrant, Person, TenantState } from '../store/tenant-state';
import type { Standpoint } from './replicas';
import { stateAt } from './replicated-state';

/**
 * What one call can see of the directory at this moment. Every read goes through here, so that replication
 * is decided in one place; uniqueness is judged on the state itself, as the one writer would.
 */
export type DirectoryView = {
  readonly people: readonly Person[];
  readonly applications: readonly Application[];
  readonly deletedApplications: readonly Application[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly deletedServicePrincipals: readonly ServicePrincipal[];
  readonly appRoleAssignments: readonly AppRoleAssignment[];
  readonly permissionGrants: readonly PermissionGrant[];
  groupsOf(personId: string): readonly Group[];
  rolesOf(personId: string): ReadonlySet<RoleName>;
};

type ViewOptions = {
  /** For the recycle bin, which is emptied by the tenant's clock. */
  readonly now: number;
  /** Without one: the directory as it was last written. */
  readonly standpoint?: Standpoint | undefined;
};

export function viewDirectory(state: TenantState, { now, standpoint }: ViewOptions): DirectoryView {
  const seen = standpoint === undefined ? state : stateAt(state, standpoint);
  const { applications } = seen;
  const servicePrincipals = seen.servicePrincipals.filter(
    ({ appId }) => state.settings.windowsDefenderATP || appId !== windowsDefenderAtpAppId,
  );
  const isLive = new Set(servicePrincipals.filter(isPresent).map(({ id }) => id));
  return {
    people: state.people,
    applications: applications.filter(isPresent),
    deletedApplications: applications.filter((application) => isInRecycleBin(application, now)),
    servicePrincipals: servicePrincipals.filter(isPresent),
    deletedServicePrincipals: servicePrincipals.filter((principal) => isInRecycleBin(principal, now)),
    appRoleAssignments: seen.appRoleAssignments.filter(
      ({ principalId, resourceId }) => isLive.has(principalId) && isLive.has(resourceId),
    ),
    permissionGrants: seen.oauth2PermissionGrants.filter(
      ({ clientId, resourceId }) => isLive.has(clientId) && isLive.has(resourceId),
    ),
    groupsOf: (personId) => state.groups.filter(({ memberIds }) => memberIds.includes(personId)),
    rolesOf: (personId) => rolesOf(state, personId),
  };
}

/** An application of this tenant, or one of Microsoft's that every tenant knows without listing it. */
export function findClient(view: DirectoryView, appId: string): Application | undefined {
  return findByAppId([...view.applications, ...firstPartyClients], appId);
}

export function findById<T extends { readonly id: string }>(objects: readonly T[], id: string): T | undefined {
  return objects.find((object) => object.id === id.toLowerCase());
}

export function findByAppId<T extends { readonly appId: string }>(objects: readonly T[], appId: string): T | undefined {
  return objects.find((object) => object.appId === appId.toLowerCase());
}

/** Roles count whether they are held directly or through a group. */
function rolesOf(state: TenantState, personId: string): ReadonlySet<RoleName> {
  const groupIds = state.groups.filter(({ memberIds }) => memberIds.includes(personId)).map(({ id }) => id);
  const principals = new Set([personId, ...groupIds]);
  const templates = new Set(
    state.roleAssignments.filter(({ principalId }) => principals.has(principalId)).map((held) => held.roleTemplateId),
  );
  return new Set(directoryRoles.filter((role) => templates.has(role.roleTemplateId)).map((role) => role.displayName));
}
