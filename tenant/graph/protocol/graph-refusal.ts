/** A refusal in the words and with the status Microsoft Graph uses. */
export type GraphRefusal = {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 424 | 429 | 500 | 503 | 504;
  readonly code: string;
  readonly message: string;
};

export const refusals = {
  emptyToken: () => unauthenticated('Access token is empty.'),
  malformedToken: () => unauthenticated('CompactToken parsing failed with error code: 80049217'),
  expiredToken: () => unauthenticated('Lifetime validation failed, the token is expired.'),
  wrongAudience: () => unauthenticated('Access token validation failure. Invalid audience.'),
  wrongSignature: () => unauthenticated('Access token validation failure. Signing key is invalid.'),
  unknownSegment: (segment: string) => badRequest(`Resource not found for the segment '${segment}'.`),
  countUnsupported: () => requestBadRequest('$count is not currently supported.'),
  methodNotAllowed: (): GraphRefusal => ({
    status: 405,
    code: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
  }),
  delegatedOnly: () => badRequest('/me request is only valid with delegated authentication flow.'),
  insufficientPrivileges: () => denied('Insufficient privileges to complete the operation.'),
  notFound: (id: string): GraphRefusal => ({
    status: 404,
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  }),
  unreadableBody: () =>
    badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  unexpectedBody: () => requestBadRequest('This operation takes no request body.'),
  unknownProperty: (property: string, type: string) =>
    requestBadRequest(
      `The property '${property}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
    ),
  readOnlyProperty: (property: string) => requestBadRequest(`Property '${property}' is read-only and cannot be set.`),
  absentProperty: (property: string) =>
    requestBadRequest(`The embedded tenant does not implement the property '${property}'.`),
  invalidValue: (property: string, resource: string) =>
    requestBadRequest(`Invalid value specified for property '${property}' of resource '${resource}'.`),
  missingValue: (property: string, resource: string) =>
    requestBadRequest(`A value is required for property '${property}' of resource '${resource}'.`),
  uniqueNameTaken: () =>
    requestBadRequest('Another object with the same value for property uniqueName already exists.'),
  secretMustBeGenerated: () => requestBadRequest('New password credentials must be generated with service actions.'),
  secretNotHere: () =>
    requestBadRequest("Property 'passwordCredentials' cannot be set by this request; use addPassword."),
  passwordNotFound: (keyId: string) => requestBadRequest(`No password credential found with keyId '${keyId}'.`),
  secretsForbidden: () =>
    refusal(400, 'CredentialTypeNotAllowedAsPerAppPolicy', 'Credential type not allowed as per assigned policy'),
  secretLivesTooLong: () =>
    refusal(
      400,
      'CredentialInvalidLifetimeAsPerAppPolicy',
      'Credential lifetime exceeds the max value allowed as per assigned policy',
    ),
  applicationNotReplicated: (appId: string) =>
    requestBadRequest(`The appId '${appId}' of the service principal does not reference a valid application object.`),
  servicePrincipalExists: (appId: string) =>
    conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    ),
  concurrentWrites: () =>
    refusal(
      409,
      'Directory_ConcurrencyViolation',
      'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
    ),
  quotaExceeded: () =>
    refusal(
      403,
      'Directory_QuotaExceeded',
      'The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
    ),
  serviceManagementReferenceRequired: () =>
    refusal(
      400,
      'ServiceManagementReferenceRequired',
      'ServiceManagementReference field is required for Create, but is missing in the request.',
    ),
  backingApplicationElsewhere: () =>
    denied(
      'When using this permission, the backing application of the service principal being created must in the local tenant',
    ),
  grantExists: () => conflict('Permission entry already exists.'),
  alreadyAssigned: () => requestBadRequest('Permission being assigned already exists on the object'),
  entitlementExists: () => requestBadRequest('EntitlementGrant entry already exists.'),
  roleNotFound: () => requestBadRequest('Permission being assigned was not found on application'),
  invalidReference: () => requestBadRequest('Not a valid reference update.'),
  entitlementEnabled: () =>
    refusal(
      400,
      'CannotDeleteOrUpdateEnabledEntitlement',
      'Permission (scope or role) cannot be deleted or updated unless disabled first.',
    ),
  ownerExists: () =>
    requestBadRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    ),
} as const;

export function refusal(status: GraphRefusal['status'], code: string, message: string): GraphRefusal {
  return { status, code, message };
}

export function badRequest(message: string): GraphRefusal {
  return refusal(400, 'BadRequest', message);
}

function requestBadRequest(message: string): GraphRefusal {
  return refusal(400, 'Request_BadRequest', message);
}

function unauthenticated(message: string): GraphRefusal {
  return refusal(401, 'InvalidAuthenticationToken', message);
}

function denied(message: string): GraphRefusal {
  return refusal(403, 'Authorization_RequestDenied', message);
}

function conflict(message: string): GraphRefusal {
  return refusal(409, 'Request_MultipleObjectsWithSameKeyValue', message);
}
