import { tenantId } from '../seed/tenant-identity';
import type { Application } from '../store/application';
import { servicePrincipalPropertiesSchema, type ServicePrincipal } from '../store/service-principal';
import type { TenantState } from '../store/tenant-state';

/** The instance of an application in this tenant; it copies what people and tokens need to know of it. */
export function buildServicePrincipal(application: Application, id: string): ServicePrincipal {
  return {
    ...servicePrincipalPropertiesSchema.parse({ tags: [...application.tags] }),
    ...copiedFrom(application),
    id,
    appId: application.appId,
    appOwnerOrganizationId: tenantId,
    passwordCredentials: [],
    keyCredentials: [],
    ownerIds: [],
    deletedDateTime: null,
  };
}

/** A change of an application reaches its service principal here, deleted or not; tags are copied once only. */
export function followApplications(before: TenantState, after: TenantState): TenantState {
  if (before.applications === after.applications) return after;
  const changed = after.applications.filter((application) => {
    const earlier = before.applications.find(({ id }) => id === application.id);
    return earlier !== undefined && earlier !== application && copyOf(earlier) !== copyOf(application);
  });
  if (changed.length === 0) return after;
  const servicePrincipals = after.servicePrincipals.map((principal) => {
    const application = changed.find(({ appId }) => appId === principal.appId);
    return application === undefined ? principal : { ...principal, ...copiedFrom(application) };
  });
  return { ...after, servicePrincipals };
}

function copyOf(application: Application): string {
  return JSON.stringify(copiedFrom(application));
}

function copiedFrom(application: Application) {
  const { displayName, web, spa, publicClient } = application;
  return {
    displayName,
    appDisplayName: displayName,
    homepage: web.homePageUrl,
    logoutUrl: web.logoutUrl,
    replyUrls: [...web.redirectUris, ...spa.redirectUris, ...publicClient.redirectUris],
    servicePrincipalNames: [application.appId, ...application.identifierUris],
    signInAudience: application.signInAudience,
    appRoles: [...application.appRoles],
    oauth2PermissionScopes: [...application.api.oauth2PermissionScopes],
    isDisabled: application.isDisabled,
  };
}
