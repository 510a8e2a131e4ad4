import { defineRules } from './error-rule';

/**
 * What Microsoft Graph and the Defender for Endpoint API answer.
 *
 * @see https://learn.microsoft.com/graph/errors
 * @see https://learn.microsoft.com/defender-endpoint/api/common-errors
 */
export const apiErrors = defineRules([
  { id: 'missingApplicationRoles', pattern: /missing application roles/i },
  { id: 'accountNotProvisioned', pattern: /account is not provisioned/i },
  { id: 'InvalidAuthenticationToken', pattern: /\bInvalidAuthenticationToken\b/i },
  { id: 'Authorization_RequestDenied', pattern: /\bAuthorization_RequestDenied\b/i },
  { id: 'CredentialTypeNotAllowedAsPerAppPolicy', pattern: /\bCredentialTypeNotAllowedAsPerAppPolicy\b/i },
  { id: 'CredentialInvalidLifetimeAsPerAppPolicy', pattern: /\bCredentialInvalidLifetimeAsPerAppPolicy\b/i },
  { id: 'serviceManagementReference', pattern: /\bServiceManagementReference\b/i },
  { id: 'alreadyAssigned', pattern: /permission being assigned already exists|EntitlementGrant entry already exists/i },
  { id: 'invalidReference', pattern: /not a valid reference update/i },
  { id: 'Directory_QuotaExceeded', pattern: /\bDirectory_QuotaExceeded\b/i },
  { id: 'Directory_ConcurrencyViolation', pattern: /\bDirectory_ConcurrencyViolation\b/i },
  { id: 'Request_ResourceNotFound', pattern: /\bRequest_ResourceNotFound\b/i },
  { id: 'Request_BadRequest', pattern: /\bRequest_BadRequest\b/i },
  { id: 'DisabledFeature', pattern: /\bDisabledFeature\b/i },
  { id: 'DisallowedOperation', pattern: /\bDisallowedOperation\b/i },
  { id: 'ODataError', pattern: /\bODataError\b(?!s)/i },
  { id: 'TooManyRequests', pattern: /\bTooManyRequests\b|too many requests/i },
]);

/** What is said whatever the cause: of use when nothing else stands in the text. */
export const generalErrors = defineRules([
  { id: 'invalid_client', pattern: /\binvalid_client\b/i },
  { id: 'invalid_grant', pattern: /\binvalid_grant\b/i },
  { id: 'invalid_scope', pattern: /\binvalid_scope\b/i },
  { id: 'invalid_resource', pattern: /\binvalid_resource\b/i },
  { id: 'unauthorized_client', pattern: /\bunauthorized_client\b/i },
  { id: 'access_denied', pattern: /\baccess_denied\b/i },
  { id: 'http401', pattern: statusOf('401', 'unauthorized') },
  { id: 'http403', pattern: statusOf('403', 'forbidden') },
  { id: 'http404', pattern: statusOf('404', 'not found') },
  { id: 'http429', pattern: statusOf('429', 'too many') },
  { id: 'http5xx', pattern: statusOf('50[0234]', '(?:internal server error|bad gateway|service unavailable|gateway)') },
]);

/** A number alone may be anything: it counts beside its words, or after a name for it. */
function statusOf(number: string, words: string): RegExp {
  const named = `(?:http\\/[\\d.]{1,3}|https?|status(?:[ _-]?code)?|response(?:[ _-]?code)?|statuscode|code|error)`;
  return new RegExp(`\\b${number}\\b[ :,-]{0,3}${words}|${named}["']?[ :=]{1,4}["']?${number}\\b`, 'i');
}
