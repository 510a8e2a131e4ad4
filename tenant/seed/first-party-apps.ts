import { guidFor } from '../store/object-key';
import { servicePrincipalPropertiesSchema, type ServicePrincipal } from '../store/service-principal';
import type { KnownPermission } from './known-permissions';
import { microsoftGraphAppId, microsoftGraphPermissions } from './microsoft-graph-permissions';
import {
  microsoftThreatProtectionAppId,
  microsoftThreatProtectionPermissions,
  microsoftThreatProtectionUri,
} from './microsoft-threat-protection-permissions';
import { microsoftTenantId } from './tenant-identity';
import { defenderApiNames } from '@siem-connect/foundation/api-names';
import { windowsDefenderAtpAppId, windowsDefenderAtpPermissions } from './windows-defender-atp-permissions';

export const microsoftGraphUri = 'https://graph.microsoft.com';

/**
 * One tenant stands in for those of every cloud: a portal asks for tokens by the name of its own.
 *
 * @see https://learn.microsoft.com/graph/deployments
 */
export const microsoftGraphUris = [
  microsoftGraphUri,
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
] as const;

type FirstParty = {
  readonly appId: string;
  readonly displayName: string;
  readonly uris: readonly string[];
  readonly permissions: readonly KnownPermission[];
};

/** Service principals only: the application objects live in Microsoft's tenant. */
export const firstPartyServicePrincipals: readonly ServicePrincipal[] = [
  firstParty({
    appId: microsoftGraphAppId,
    displayName: 'Microsoft Graph',
    uris: microsoftGraphUris,
    permissions: microsoftGraphPermissions,
  }),
  firstParty({
    appId: windowsDefenderAtpAppId,
    displayName: 'WindowsDefenderATP',
    uris: defenderApiNames,
    permissions: windowsDefenderAtpPermissions,
  }),
  firstParty({
    appId: microsoftThreatProtectionAppId,
    displayName: 'Microsoft Threat Protection',
    uris: [microsoftThreatProtectionUri],
    permissions: microsoftThreatProtectionPermissions,
  }),
];

function firstParty({ appId, displayName, uris, permissions }: FirstParty): ServicePrincipal {
  return {
    ...servicePrincipalPropertiesSchema.parse({}),
    id: guidFor(`service-principal/${appId}`),
    appId,
    displayName,
    appDisplayName: displayName,
    appOwnerOrganizationId: microsoftTenantId,
    servicePrincipalNames: [appId, ...uris],
    signInAudience: 'AzureADMultipleOrgs',
    appRoles: permissions.flatMap(({ value, appRole }) => (appRole === undefined ? [] : [asAppRole(value, appRole)])),
    oauth2PermissionScopes: permissions.flatMap(({ value, scope }) =>
      scope === undefined ? [] : [asScope(value, scope)],
    ),
    passwordCredentials: [],
    keyCredentials: [],
    ownerIds: [],
    isDisabled: null,
    deletedDateTime: null,
  };
}

function asAppRole(value: string, role: NonNullable<KnownPermission['appRole']>): ServicePrincipal['appRoles'][number] {
  return {
    allowedMemberTypes: ['Application'],
    description: role.displayName,
    displayName: role.displayName,
    id: role.id,
    isEnabled: true,
    origin: 'Application',
    value,
  };
}

function asScope(
  value: string,
  scope: NonNullable<KnownPermission['scope']>,
): ServicePrincipal['oauth2PermissionScopes'][number] {
  return {
    adminConsentDescription: scope.displayName,
    adminConsentDisplayName: scope.displayName,
    id: scope.id,
    isEnabled: true,
    type: scope.consent,
    userConsentDescription: scope.consent === 'User' ? scope.displayName : null,
    userConsentDisplayName: scope.consent === 'User' ? scope.displayName : null,
    value,
  };
}
