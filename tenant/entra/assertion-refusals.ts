import type { Application } from '../store/application';
import { invalidGrant, invalidRequest, refusal, unauthorized } from './refusal';

/** What is said of a signed statement that a client proves itself by. */
export const assertionRefusals = {
  malformedAssertion: () => invalidRequest(50027, 'JWT token is invalid or malformed.'),
  missingClaim: (claim: string) =>
    invalidRequest(
      90014,
      `The required field '${claim}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.`,
    ),
  unsupportedAlgorithm: (algorithm: string) =>
    unauthorized(
      5002738,
      `Invalid JWT token. '${algorithm}' is not a supported signature algorithm. Supported signing algorithms are: 'RS256,RS384,RS512,PS256'`,
    ),
  unnamedCertificate: () =>
    unauthorized(
      5002723,
      'Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId specified in token header.',
    ),
  assertionOutOfTime: (now: string, from: string, until: string) =>
    unauthorized(
      700024,
      `Client assertion is not within its valid time range. Current time: ${now}, assertion valid from ${from}, expiry time of assertion ${until}. Review the documentation at ${certificateManual} .`,
    ),
  assertionOfAnother: () =>
    unauthorized(
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at ${certificateManual} .`,
    ),
  assertionForAnother: () =>
    unauthorized(
      700023,
      `Client assertion audience claim does not match Realm issuer. Review the documentation at ${certificateManual} .`,
    ),
  weakKey: () => refusal(50032, 'invalid_client', 'Indicates the erroneous user attempt to use a weak RSA key.'),
  issuerUnreachable: () => invalidRequest(50166, 'Request to External OIDC endpoint failed.'),
  unknownCertificate: (
    appId: string,
    reason: 'The key was not found.' | 'Key was found, but use of the key to verify the signature failed.',
  ) =>
    unauthorized(
      700027,
      `Client assertion contains an invalid signature. [Reason - ${reason}, Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${appId}'].`,
    ),
  expiredCertificate: () =>
    unauthorized(1000502, 'The provided certificate is not within its specified validity period.'),
  untrustedIssuer: (issuer: string) => unauthorized(700211, noRecordOf('issuer', issuer)),
  otherAudience: (audience: string) => unauthorized(700212, noRecordOf('audience', audience)),
  otherSubject: (subject: string) => unauthorized(700213, noRecordOf('subject', subject)),
} as const;

/** What is said of a token that an API hands on to act for its caller, and of a password. */
export const userAssertionRefusals = {
  wrongTokenUse: (use: string) => invalidRequest(90023, `Unsupported 'requested_token_use' value '${use}'.`),
  /** Text as in AzureAD/microsoft-authentication-library-for-java issue 38. */
  assertionForAnotherApi: (audience: string, { appId, displayName, identifierUris }: Application) =>
    invalidGrant(
      500131,
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${audience}' and the expected audience is '${identifierUris[0] ?? appId}' or one of the Application Uris of this application with App ID '${appId}'(${displayName}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.`,
    ),
  expiredUserAssertion: (now: string, until: string) =>
    invalidGrant(
      500133,
      `Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: ${now}, expiry time of assertion ${until}.`,
    ),
  unsignedUserAssertion: () => invalidGrant(50013, 'Assertion failed signature validation.'),
  /** An application alone is nobody to act for. */
  applicationAssertion: ({ appId }: Application) =>
    invalidGrant(7000114, `Application '${appId}' is not allowed to make application on-behalf-of calls.`),
  wrongPassword: () => invalidGrant(50126, 'Error validating credentials due to invalid username or password.'),
} as const;

const certificateManual =
  'https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials';

function noRecordOf(what: string, value: string): string {
  return `No matching federated identity record found for presented assertion ${what} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`;
}
