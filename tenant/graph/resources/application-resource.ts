import { tenantDomain } from '../../seed/people';
import {
  applicationPropertiesSchema,
  type Application,
  type StoredKey,
  type StoredPassword,
} from '../../store/application';
import type { ResourceRules } from '../protocol/graph-answers';
import type { JsonObject } from '../protocol/graph-call';

/** The whole resource as GET shows it; secrets are never part of it. */
export function describeApplication(application: Application): JsonObject {
  const { info, web } = application;
  return {
    id: application.id,
    deletedDateTime: application.deletedDateTime,
    appId: application.appId,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: application.disabledByMicrosoftStatus,
    isDisabled: application.isDisabled,
    createdDateTime: application.createdDateTime,
    displayName: application.displayName,
    description: application.description,
    groupMembershipClaims: application.groupMembershipClaims,
    identifierUris: application.identifierUris,
    isDeviceOnlyAuthSupported: application.isDeviceOnlyAuthSupported,
    isFallbackPublicClient: application.isFallbackPublicClient,
    nativeAuthenticationApisEnabled: null,
    notes: application.notes,
    publisherDomain: tenantDomain,
    serviceManagementReference: application.serviceManagementReference,
    signInAudience: application.signInAudience,
    tags: application.tags,
    tokenEncryptionKeyId: application.tokenEncryptionKeyId,
    uniqueName: application.uniqueName,
    samlMetadataUrl: application.samlMetadataUrl,
    defaultRedirectUri: application.defaultRedirectUri,
    certification: null,
    optionalClaims: application.optionalClaims,
    servicePrincipalLockConfiguration: null,
    requestSignatureVerification: null,
    addIns: [],
    api: application.api,
    appRoles: application.appRoles,
    info: { logoUrl: null, ...info },
    keyCredentials: application.keyCredentials.map(describeKey),
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    passwordCredentials: application.passwordCredentials.map((password) => describePassword(password, null)),
    publicClient: application.publicClient,
    requiredResourceAccess: application.requiredResourceAccess,
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    web: { ...web, redirectUriSettings: web.redirectUris.map((uri) => ({ uri, index: null })) },
    spa: application.spa,
  };
}

/** The certificate itself is told only to whoever selects this property of one object. */
export function describeCertificate(stored: StoredKey): JsonObject {
  return { ...describeKey(stored), key: stored.key };
}

export function describeKey({ keyId, displayName, startDateTime, endDateTime, type, usage }: StoredKey): JsonObject {
  return { customKeyIdentifier: null, displayName, endDateTime, key: null, keyId, startDateTime, type, usage };
}

/** `secretText` is filled in once, in the answer that made it. */
export function describePassword(password: StoredPassword, secretText: string | null): JsonObject {
  return {
    customKeyIdentifier: null,
    displayName: password.displayName,
    endDateTime: password.endDateTime,
    hint: password.hint,
    keyId: password.keyId,
    secretText,
    startDateTime: password.startDateTime,
  };
}

export const applicationRules: ResourceRules = {
  type: 'application',
  context: 'applications',
  query: {
    options: ['$filter', '$select', '$top', '$count', '$orderby', '$skiptoken'],
    properties: Object.keys(describeApplication(blankApplication())),
    filterable: {
      id: 'string',
      appId: 'string',
      displayName: 'string',
      uniqueName: 'string',
      signInAudience: 'string',
      createdDateTime: 'dateTime',
      deletedDateTime: 'dateTime',
      tags: 'collection',
      identifierUris: 'collection',
    },
    sortable: ['displayName', 'createdDateTime', 'deletedDateTime'],
    maxTop: 999,
  },
};

/** Only its property names are of interest. */
function blankApplication(): Application {
  return {
    ...applicationPropertiesSchema.parse({ displayName: '-' }),
    id: '',
    appId: '',
    createdDateTime: '',
    disabledByMicrosoftStatus: null,
    deletedDateTime: null,
    passwordCredentials: [],
    keyCredentials: [],
    federatedCredentials: [],
    ownerIds: [],
  };
}
