import { applicationPropertiesSchema, type Application } from '../store/application';
import { hashSecret } from '../store/client-secret';
import { guidFor } from '../store/object-key';
import { servicePrincipalPropertiesSchema, type ServicePrincipal } from '../store/service-principal';
import type { PermissionGrant } from '../store/tenant-state';
import { firstPartyServicePrincipals } from './first-party-apps';
import { microsoftGraphAppId, microsoftGraphPermissions } from './microsoft-graph-permissions';
import { tenantId } from './tenant-identity';

export const portalAppId = guidFor('application/portal/app-id');
const portalName = 'SIEM Connect';
const secretLifetimeMs = 730 * 86_400_000;

export const portalConsentByDefault: readonly string[] = [
  'User.Read',
  'RoleManagement.Read.Directory',
  'Organization.Read.All',
  'Application.Read.All',
  'Policy.Read.All',
];

/** The portal asks for these when an operator enables a connector; no one has consented to them before. */
const portalConsentOnDemand: readonly string[] = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];

/** Signing in at all takes these; they are consented with whatever else is. */
const signInScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

export type PortalRegistration = {
  /** Origin and base path of the portal, without a trailing slash. */
  readonly portalUrl: string;
  readonly secret: string;
  readonly now: number;
};

export function portalApplication(portal: PortalRegistration): Application {
  const createdDateTime = new Date(portal.now).toISOString();
  return {
    ...applicationPropertiesSchema.parse({
      displayName: portalName,
      groupMembershipClaims: 'DirectoryRole',
      requiredResourceAccess: [{ resourceAppId: microsoftGraphAppId, resourceAccess: requiredScopes() }],
      web: { redirectUris: portalRedirectUris(portal.portalUrl), logoutUrl: portalLogoutUrl(portal.portalUrl) },
    }),
    id: guidFor('application/portal'),
    appId: portalAppId,
    createdDateTime,
    disabledByMicrosoftStatus: null,
    deletedDateTime: null,
    passwordCredentials: [portalPassword(portal)],
    keyCredentials: [],
    federatedCredentials: [],
    ownerIds: [],
  };
}

/** Entra ID sends people back after sign-out only to an address that is registered too. */
export function portalRedirectUris(portalUrl: string): string[] {
  return [`${portalUrl}/api/auth/callback/entra`, `${portalUrl}/consent/callback`, `${portalUrl}/sign-in`];
}

/** What Entra ID's page of sign-out calls. */
export function portalLogoutUrl(portalUrl: string): string {
  return `${portalUrl}/api/front-channel-logout`;
}

/** The validity begins anew at every start, so that a long-lived folder keeps working. */
export function portalPassword({ secret, now }: PortalRegistration): Application['passwordCredentials'][number] {
  return {
    keyId: guidFor('application/portal/password'),
    displayName: 'Made by the embedded tenant',
    startDateTime: new Date(now).toISOString(),
    endDateTime: new Date(now + secretLifetimeMs).toISOString(),
    hint: secret.slice(0, 3),
    secretHash: hashSecret(secret),
  };
}

export function portalServicePrincipal(): ServicePrincipal {
  return {
    ...servicePrincipalPropertiesSchema.parse({}),
    id: guidFor('service-principal/portal'),
    appId: portalAppId,
    displayName: portalName,
    appDisplayName: portalName,
    appOwnerOrganizationId: tenantId,
    servicePrincipalNames: [portalAppId],
    signInAudience: 'AzureADMyOrg',
    appRoles: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    keyCredentials: [],
    ownerIds: [],
    isDisabled: null,
    deletedDateTime: null,
  };
}

export function portalGrant(scopes: readonly string[]): PermissionGrant {
  const graph = firstPartyServicePrincipals.find(({ appId }) => appId === microsoftGraphAppId);
  if (graph === undefined) throw new Error('The seed has no Microsoft Graph.');
  return {
    id: guidFor('permission-grant/portal'),
    clientId: portalServicePrincipal().id,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: graph.id,
    scope: [...new Set([...signInScopes, ...scopes])].join(' '),
  };
}

function requiredScopes(): { id: string; type: 'Scope' }[] {
  const wanted = new Set([...portalConsentByDefault, ...portalConsentOnDemand]);
  return microsoftGraphPermissions.flatMap(({ value, scope }) =>
    scope !== undefined && wanted.has(value) ? [{ id: scope.id, type: 'Scope' as const }] : [],
  );
}
