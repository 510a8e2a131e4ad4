import type { Tenant } from '../context/tenant-context';
import { tenantDomain } from '../seed/people';
import { tenantDisplayName, tenantId } from '../seed/tenant-identity';
import type { Application, StoredPassword } from '../store/application';
import { isPresent } from '../store/soft-delete';

/** The whole directory as it is stored, replicated or not; of a secret only what identifies it. */
export function reportState(tenant: Tenant): object {
  const state = tenant.store.read();
  const applications = state.applications.map(withoutSecrets);
  const servicePrincipals = state.servicePrincipals.map(withoutSecrets);
  return {
    tenant: { id: tenantId, displayName: tenantDisplayName, domain: tenantDomain },
    people: state.people.map((person) => ({ ...person, roles: [...tenant.view().rolesOf(person.id)] })),
    groups: state.groups,
    roleAssignments: state.roleAssignments,
    applications: applications.filter(isPresent),
    servicePrincipals: servicePrincipals.filter(isPresent),
    appRoleAssignments: state.appRoleAssignments,
    oauth2PermissionGrants: state.oauth2PermissionGrants,
    deletedItems: {
      applications: applications.filter((application) => !isPresent(application)),
      servicePrincipals: servicePrincipals.filter((principal) => !isPresent(principal)),
    },
  };
}

function withoutSecrets<Held extends Pick<Application, 'passwordCredentials'>>(object: Held) {
  return { ...object, passwordCredentials: object.passwordCredentials.map(reportPassword) };
}

function reportPassword({ keyId, hint, displayName, startDateTime, endDateTime }: StoredPassword) {
  return { keyId, hint, displayName, startDateTime, endDateTime };
}
