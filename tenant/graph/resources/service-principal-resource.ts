import { servicePrincipalPropertiesSchema, type ServicePrincipal } from '../../store/service-principal';
import type { ResourceRules } from '../protocol/graph-answers';
import type { JsonObject } from '../protocol/graph-call';
import { describeKey, describePassword } from './application-resource';

export function describeServicePrincipal(principal: ServicePrincipal): JsonObject {
  return {
    id: principal.id,
    deletedDateTime: principal.deletedDateTime,
    accountEnabled: principal.accountEnabled,
    alternativeNames: principal.alternativeNames,
    appDisplayName: principal.appDisplayName,
    appDescription: null,
    appId: principal.appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: principal.appOwnerOrganizationId,
    appRoleAssignmentRequired: principal.appRoleAssignmentRequired,
    description: principal.description,
    disabledByMicrosoftStatus: null,
    isDisabled: principal.isDisabled,
    displayName: principal.displayName,
    homepage: principal.homepage,
    loginUrl: principal.loginUrl,
    logoutUrl: principal.logoutUrl,
    notes: principal.notes,
    notificationEmailAddresses: principal.notificationEmailAddresses,
    preferredSingleSignOnMode: principal.preferredSingleSignOnMode,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: principal.replyUrls,
    servicePrincipalNames: principal.servicePrincipalNames,
    servicePrincipalType: 'Application',
    signInAudience: principal.signInAudience,
    tags: principal.tags,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    addIns: [],
    appRoles: principal.appRoles,
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    keyCredentials: principal.keyCredentials.map(describeKey),
    oauth2PermissionScopes: principal.oauth2PermissionScopes,
    passwordCredentials: principal.passwordCredentials.map((password) => describePassword(password, null)),
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  };
}

export const servicePrincipalRules: ResourceRules = {
  type: 'servicePrincipal',
  context: 'servicePrincipals',
  query: {
    options: ['$filter', '$select', '$top', '$count', '$orderby', '$skiptoken'],
    properties: Object.keys(describeServicePrincipal(blankServicePrincipal())),
    filterable: {
      id: 'string',
      appId: 'string',
      displayName: 'string',
      accountEnabled: 'boolean',
      appOwnerOrganizationId: 'string',
      servicePrincipalType: 'string',
      deletedDateTime: 'dateTime',
      tags: 'collection',
      servicePrincipalNames: 'collection',
    },
    sortable: ['displayName', 'deletedDateTime'],
    maxTop: 999,
  },
};

/** Only its property names are of interest. */
function blankServicePrincipal(): ServicePrincipal {
  return {
    ...servicePrincipalPropertiesSchema.parse({}),
    id: '',
    appId: '',
    displayName: '',
    appDisplayName: '',
    appOwnerOrganizationId: '',
    servicePrincipalNames: [],
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
