import { tenantId } from '../seed/tenant-identity';
import type { Application } from '../store/application';
import { servicePrincipalPropertiesSchema, type ServicePrincipal } from '../store/service-principal';

/** The instance of an application in this tenant; it copies what people and tokens need to know of it. */
export function buildServicePrincipal(application: Application, id: string): ServicePrincipal {
  return {
    ...servicePrincipalPropertiesSchema.parse({ tags: [...application.tags] }),
    id,
    appId: application.appId,
    displayName: application.displayName,
    appDisplayName: application.displayName,
    appOwnerOrganizationId: tenantId,
    replyUrls: [...application.web.redirectUris],
    servicePrincipalNames: [application.appId, ...application.identifierUris],
    signInAudience: application.signInAudience,
    appRoles: [...application.appRoles],
    oauth2PermissionScopes: [...application.api.oauth2PermissionScopes],
    passwordCredentials: [],
    keyCredentials: [],
    ownerIds: [],
    isDisabled: null,
    deletedDateTime: null,
  };
}
