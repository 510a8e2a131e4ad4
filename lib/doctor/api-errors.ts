import { defineRules } from './error-rule';

/**
 * What Microsoft Graph, the Defender for Endpoint API and that of Defender XDR answer, the most telling first.
 *
 * @see https://learn.microsoft.com/graph/errors
 * @see https://learn.microsoft.com/graph/resolve-auth-errors
 * @see https://learn.microsoft.com/defender-endpoint/api/common-errors
 * @see https://learn.microsoft.com/defender-xdr/api-error-codes
 */
export const apiErrors = defineRules([
  {
    id: 'missingApplicationRoles',
    pattern:
      /missing application roles|any of the required (?:application|delegated) permissions|does not contain valid permissions|insufficient permission for the action/i,
  },
  { id: 'accountNotProvisioned', pattern: /account is not provisioned/i },
  {
    id: 'wrongAudience',
    pattern:
      /\bInvalidAuthenticationTokenAudience\b|invalid audience|wrong audience or resource|IDX10214|the token is for another API|audience validation failed/i,
  },
  {
    id: 'tokenExpired',
    pattern:
      /lifetime validation failed|token (?:is|has) expired|token has expired or is not yet valid|IDX10223|\bAuthentication_ExpiredToken\b|\bExpiredAuthenticationToken\b/i,
  },
  {
    id: 'malformedToken',
    pattern:
      /CompactToken parsing failed|access token is empty|JWT is not well formed|IDX1274\d|IDX1410\d|\bAuthentication_MissingOrMalformed\b|\bAuthenticationFailed\b[^\n]{0,60}missing/i,
  },
  {
    id: 'claimsChallenge',
    pattern:
      /insufficient_claims|\bTokenCreatedWithOutdatedPolicies\b|continuous access evaluation|operation requires conditional access/i,
  },
  { id: 'InvalidAuthenticationToken', pattern: /\bInvalidAuthenticationToken\b|\bInvalidMsaTicket\b/i },
  {
    id: 'Authorization_RequestDenied',
    pattern:
      /\bAuthorization_RequestDenied\b|insufficient privileges to complete the operation|\bAuthorization_IdentityNotFound\b/i,
  },
  { id: 'CredentialTypeNotAllowedAsPerAppPolicy', pattern: /\bCredentialTypeNotAllowedAsPerAppPolicy\b/i },
  { id: 'CredentialInvalidLifetimeAsPerAppPolicy', pattern: /\bCredentialInvalidLifetimeAsPerAppPolicy\b/i },
  {
    id: 'otherAppPolicy',
    pattern: /\b(?!CredentialTypeNotAllowed|CredentialInvalidLifetime)[A-Za-z]{3,60}AsPerAppPolicy\b/i,
  },
  { id: 'serviceManagementReference', pattern: /\bServiceManagementReference(?:Required)?\b/i },
  {
    id: 'alreadyAssigned',
    pattern:
      /permission being assigned already exists|EntitlementGrant entry already exists|permission entry already exists/i,
  },
  {
    id: 'invalidReference',
    pattern: /not a valid reference update|permission being assigned was not found on application/i,
  },
  {
    id: 'alreadyExists',
    pattern: /\bRequest_MultipleObjectsWithSameKeyValue\b|another object with the same value for property/i,
  },
  { id: 'Directory_QuotaExceeded', pattern: /\bDirectory_QuotaExceeded\b/i },
  {
    id: 'CannotDeleteOrUpdateEnabledEntitlement',
    pattern: /\bCannotDeleteOrUpdateEnabledEntitlement\b|cannot be deleted or updated unless disabled first/i,
  },
  { id: 'Directory_ConcurrencyViolation', pattern: /\bDirectory_ConcurrencyViolation\b/i },
  {
    id: 'expiredPageToken',
    pattern: /\bDirectory_ExpiredPageToken\b|\bDirectoryExpiredPageToken\b|skip ?token is (?:invalid|expired)/i,
  },
  {
    id: 'skipLimit',
    pattern:
      /the limit of '?\d{1,7}'? for (?:skip|top) query[^\n]{0,25}|invalid (?:page size|value for \$(?:top|skip))|(?:\$skip|\$top)[^\n]{0,40}(?:exceed|too large|must be between)/i,
  },
  {
    id: 'unknownProperty',
    pattern: /could not find a property named '[^'\n]{1,80}'|property '[^'\n]{1,80}' does not exist on type/i,
  },
  { id: 'unknownSegment', pattern: /resource not found for the segment '[^'\n]{1,80}'/i },
  {
    id: 'Request_ResourceNotFound',
    pattern:
      /\b(?:Request_)?ResourceNotFound\b|\bServiceNotFound\b|\bitemNotFound\b|does not exist or one of its queried reference-property/i,
  },
  {
    id: 'ODataError',
    pattern:
      /\bODataError\b(?!s)|invalid filter clause|\bRequest_UnsupportedQuery\b|\bUnsupportedQuery\b|unsupported or invalid query filter|syntax error at position \d|parsing odata [^\n]{0,30} failed|incompatible types was detected/i,
  },
  { id: 'Request_BadRequest', pattern: /\bRequest_BadRequest\b/i },
  {
    id: 'invalidInput',
    pattern:
      /\b(?:InvalidInput|InvalidRequestBody|InvalidHashValue|InvalidDomainName|InvalidIpAddress|InvalidUrl|MaximumBatchSizeExceeded|MissingRequiredParameter)\b/,
  },
  { id: 'DisabledFeature', pattern: /\bDisabledFeature\b/i },
  {
    id: 'DisallowedOperation',
    pattern: /\b(?:DisallowedOperation|OsPlatformNotSupported|ClientVersionNotSupported)\b/i,
  },
  {
    id: 'TooManyRequests',
    pattern:
      /\bTooManyRequests\b|too many requests|\b(?:ApplicationThrottled|activityLimitReached)\b|microsoft asks to come back later/i,
  },
  { id: 'unknownError', pattern: /\b(?:UnknownError|generalException)\b/i },
]);

/** Words of the token endpoint, of use where it gave no number. */
export const tokenErrors = defineRules([
  { id: 'invalid_client', pattern: /\binvalid_client\b/i },
  { id: 'invalid_grant', pattern: /\binvalid_grant\b/i },
  { id: 'invalid_scope', pattern: /\binvalid_scope\b/i },
  { id: 'invalid_resource', pattern: /\binvalid_resource\b/i },
  { id: 'unauthorized_client', pattern: /\bunauthorized_client\b/i },
  { id: 'unsupported_grant_type', pattern: /\bunsupported_grant_type\b/i },
  { id: 'interaction_required', pattern: /\binteraction_required\b/i },
  { id: 'access_denied', pattern: /(?:error\w{0,12}["'\\\s:=]{1,6}|^["'\s]{0,4}|[(:] ?)access_denied\b/im },
]);

/** What clients say that got no token, when they say no more. */
export const noTokenErrors = defineRules([
  {
    id: 'noAccessToken',
    pattern:
      /(?:unable to|could ?n[o']t|cannot|failed to|failure to|error (?:while )?|status code when attempting to) ?(?:get|getting|obtain|obtaining|acquire|acquiring|fetch|fetching|retrieve|retrieving|receive|generate|generating|request|requesting)(?: an?| the| valid| new)* (?:oauth2? |bearer )?(?:access )?token|authentication failed[^\n]{0,20}(?:invalid|wrong|bad) credentials/i,
  },
]);
