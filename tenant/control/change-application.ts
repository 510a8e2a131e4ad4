import type { Application } from '../store/application';
import type { ServicePrincipal } from '../store/service-principal';
import { isPresent } from '../store/soft-delete';
import type { TenantState } from '../store/tenant-state';

type ApplicationChange = {
  readonly what:
    | 'disable'
    | 'enable'
    | 'deactivate'
    | 'reactivate'
    | 'disableByMicrosoft'
    | 'delete'
    | 'deleteServicePrincipal'
    | 'removeRoles'
    | 'removeSecrets'
    | 'expireSecrets';
  /** The tenant's time, in milliseconds since 1970. */
  readonly now: number;
};

/** One application, or its service principal in this tenant, as another administrator leaves it. */
export function changeApplication(
  state: TenantState,
  application: Application,
  { what, now }: ApplicationChange,
): TenantState {
  const timestamp = new Date(now).toISOString();
  switch (what) {
    case 'disable':
    case 'enable':
      return withPrincipal(state, application, { accountEnabled: what === 'enable' });
    case 'deactivate':
    case 'reactivate':
      return withApplication(state, { ...application, isDisabled: what === 'deactivate' });
    case 'disableByMicrosoft':
      return withApplication(state, {
        ...application,
        disabledByMicrosoftStatus: 'DisabledDueToViolationOfServicesAgreement',
      });
    case 'deleteServicePrincipal':
      return withPrincipal(state, application, { deletedDateTime: timestamp });
    case 'delete':
      return withPrincipal(withApplication(state, { ...application, deletedDateTime: timestamp }), application, {
        deletedDateTime: timestamp,
      });
    case 'removeRoles':
      return { ...state, appRoleAssignments: withoutAssignments(state, principalIdsOf(state, application)) };
    case 'removeSecrets':
      return withApplication(state, { ...application, passwordCredentials: [] });
    case 'expireSecrets': {
      const passwordCredentials = application.passwordCredentials.map((password) => ({
        ...password,
        endDateTime: timestamp,
      }));
      return withApplication(state, { ...application, passwordCredentials });
    }
  }
}

/** Of the application and of its service principal, as who makes both in Entra's own pages becomes. */
export function withOwner(state: TenantState, application: Application, ownerId: string): TenantState {
  const ownerIds = [...new Set([...application.ownerIds, ownerId])];
  return withPrincipal(withApplication(state, { ...application, ownerIds }), application, { ownerIds });
}

/** Gone for good, with its service principals and everything they were granted. */
export function withoutApplication(state: TenantState, application: Application): TenantState {
  const principals = principalIdsOf(state, application);
  return {
    ...state,
    applications: state.applications.filter(({ id }) => id !== application.id),
    servicePrincipals: state.servicePrincipals.filter(({ id }) => !principals.has(id)),
    appRoleAssignments: withoutAssignments(state, principals),
    oauth2PermissionGrants: state.oauth2PermissionGrants.filter(({ clientId }) => !principals.has(clientId)),
  };
}

function principalIdsOf({ servicePrincipals }: TenantState, { appId }: Application): ReadonlySet<string> {
  return new Set(servicePrincipals.filter((principal) => principal.appId === appId).map(({ id }) => id));
}

function withoutAssignments({ appRoleAssignments }: TenantState, principals: ReadonlySet<string>) {
  return appRoleAssignments.filter(({ principalId }) => !principals.has(principalId));
}

function withApplication(state: TenantState, changed: Application): TenantState {
  const applications = state.applications.map((application) => (application.id === changed.id ? changed : application));
  return { ...state, applications };
}

function withPrincipal(state: TenantState, { appId }: Application, change: Partial<ServicePrincipal>): TenantState {
  const servicePrincipals = state.servicePrincipals.map((principal) =>
    principal.appId === appId && isPresent(principal) ? { ...principal, ...change } : principal,
  );
  return { ...state, servicePrincipals };
}
