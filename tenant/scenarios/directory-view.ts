import type { RoleName } from '../seed/directory-roles';
import { directoryRoles } from '../seed/directory-roles';
import { windowsDefenderAtpAppId } from '../seed/windows-defender-atp-permissions';
import type { Application, StoredPassword } from '../store/application';
import { isPresent } from '../store/soft-delete';
import type { ServicePrincipal } from '../store/service-principal';
import type { AppRoleAssignment, Group, PermissionGrant, Person, TenantState } from '../store/tenant-state';

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

export function viewDirectory(state: TenantState, now: number): DirectoryView {
  const seen = (object: { readonly writtenAt: number }) => hasReplicated(object, state, now);
  const applications = state.applications.filter(seen).map((application) => withSeenPasswords(application, seen));
  const servicePrincipals = state.servicePrincipals.filter(
    (principal) =>
      seen(principal) && (state.settings.windowsDefenderATP || principal.appId !== windowsDefenderAtpAppId),
  );
  const isLive = new Set(servicePrincipals.filter(isPresent).map(({ id }) => id));
  return {
    people: state.people,
    applications: applications.filter(isPresent),
    deletedApplications: applications.filter((application) => !isPresent(application)),
    servicePrincipals: servicePrincipals.filter(isPresent),
    deletedServicePrincipals: servicePrincipals.filter((principal) => !isPresent(principal)),
    appRoleAssignments: state.appRoleAssignments.filter(
      (assignment) => seen(assignment) && isLive.has(assignment.principalId) && isLive.has(assignment.resourceId),
    ),
    permissionGrants: state.oauth2PermissionGrants.filter(
      (grant) => seen(grant) && isLive.has(grant.clientId) && isLive.has(grant.resourceId),
    ),
    groupsOf: (personId) => state.groups.filter(({ memberIds }) => memberIds.includes(personId)),
    rolesOf: (personId) => rolesOf(state, personId),
  };
}

export function findById<T extends { readonly id: string }>(objects: readonly T[], id: string): T | undefined {
  return objects.find((object) => object.id === id.toLowerCase());
}

export function findByAppId<T extends { readonly appId: string }>(objects: readonly T[], appId: string): T | undefined {
  return objects.find((object) => object.appId === appId.toLowerCase());
}

function hasReplicated({ writtenAt }: { readonly writtenAt: number }, state: TenantState, now: number): boolean {
  return writtenAt + state.settings.replicationDelayMs <= now;
}

function withSeenPasswords(application: Application, seen: (password: StoredPassword) => boolean): Application {
  return { ...application, passwordCredentials: application.passwordCredentials.filter(seen) };
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
