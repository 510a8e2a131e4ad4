import type { Tenant } from '../context/tenant-context';
import { tenantDomain } from '../seed/people';
import { tenantDisplayName, tenantId } from '../seed/tenant-identity';
import type { Application, StoredPassword } from '../store/application';
import { isPresent } from '../store/soft-delete';

/** The whole directory as it is stored, replicated or not; of a secret only what identifies it. */
export function reportState(tenant: Tenant): object {
  const state = tenant.store.read();
  const applications = state.applications.map(reportApplication);
  return {
    tenant: { id: tenantId, displayName: tenantDisplayName, domain: tenantDomain },
    people: state.people.map((person) => ({ ...person, roles: [...tenant.view().rolesOf(person.id)] })),
    groups: state.groups,
    roleAssignments: state.roleAssignments,
    applications: applications.filter(isPresent),
    servicePrincipals: state.servicePrincipals.filter(isPresent),
    appRoleAssignments: state.appRoleAssignments,
    oauth2PermissionGrants: state.oauth2PermissionGrants,
    deletedItems: {
      applications: applications.filter((application) => !isPresent(application)),
      servicePrincipals: state.servicePrincipals.filter((principal) => !isPresent(principal)),
    },
  };
}

function reportApplication(application: Application) {
  return { ...application, passwordCredentials: application.passwordCredentials.map(reportPassword) };
}

function reportPassword({ keyId, hint, displayName, startDateTime, endDateTime }: StoredPassword) {
  return { keyId, hint, displayName, startDateTime, endDateTime };
}
