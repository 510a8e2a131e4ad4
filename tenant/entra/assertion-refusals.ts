import { invalidRequest, refusal, unauthorized } from './refusal';

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

const certificateManual =
  'https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials';

function noRecordOf(what: string, value: string): string {
  return `No matching federated identity record found for presented assertion ${what} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`;
}
