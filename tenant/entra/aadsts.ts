import { tenantId } from '../seed/tenant-identity';
import { assertionRefusals, userAssertionRefusals } from './assertion-refusals';
import { invalidGrant, invalidRequest, refusal, unauthorized } from './refusal';

export type { Aadsts } from './refusal';

type ClientName = { readonly appId: string; readonly displayName: string };

export const aadsts = {
  missingParameter: (name: string) =>
    invalidRequest(900144, `The request body must contain the following parameter: '${name}'.`),
  malformedRequest: () => invalidRequest(9002313, 'Invalid request. Request is malformed or invalid.'),
  unknownInstance: () => refusal(50049, 'invalid_instance', 'Unknown or invalid instance.'),
  postOnly: (method: string) =>
    invalidRequest(900561, `The endpoint only accepts POST, OPTIONS requests. Received a ${method} request.`),
  malformedTenant: (name: string) =>
    invalidRequest(
      900023,
      `Specified tenant identifier '${name}' is neither a valid DNS name, nor a valid external domain.`,
    ),
  unknownTenant: (name: string) =>
    invalidRequest(
      90002,
      `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  notMultiTenant: ({ appId, displayName }: ClientName) =>
    invalidRequest(
      50194,
      `Application '${appId}'(${displayName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    ),
  workAccountsOnly: ({ appId, displayName }: ClientName) =>
    invalidRequest(
      9002331,
      `Application '${appId}'(${displayName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    ),
  redirectMismatch: (redirectUri: string, appId: string) =>
    invalidRequest(
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
    ),
  unsupportedPrompt: (prompt: string) => invalidRequest(90023, `Unsupported 'prompt' value '${prompt}'.`),
  badChallenge: () => invalidRequest(501491, 'Invalid size of Code_Challenge parameter.'),
  unsupportedResponseType: (responseType: string) =>
    refusal(70005, 'unsupported_response_type', `The app requested an unsupported response type '${responseType}'.`),
  unsupportedGrantType: (grantType: string) =>
    refusal(70003, 'unsupported_grant_type', `The app requested an unsupported grant type '${grantType}'.`),
  unknownApplication: (appId: string) =>
    refusal(
      700016,
      'unauthorized_client',
      `Application with identifier '${appId}' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  notAnApplication: (appId: string) =>
    refusal(700038, 'unauthorized_client', `${appId} is not a valid application identifier.`),
  missingServicePrincipal: (appId: string) =>
    unauthorized(
      7000229,
      `The client application ${appId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
    ),
  disabledApplication: ({ appId, displayName }: ClientName) =>
    refusal(7000112, 'unauthorized_client', `Application '${appId}'(${displayName}) is disabled.`),
  missingSecret: () =>
    unauthorized(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  wrongSecret: (appId: string) =>
    unauthorized(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ),
  expiredSecret: (appId: string) =>
    unauthorized(
      7000222,
      `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    ),
  ...assertionRefusals,
  ...userAssertionRefusals,
  crossOrigin: (origin: string) =>
    invalidRequest(
      9002326,
      `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`,
    ),
  sameOrigin: () =>
    invalidRequest(
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ),
  challengeRequired: () =>
    invalidRequest(9002325, 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.'),
  implicitIsOff: (responseType: 'id_token' | 'token') =>
    refusal(
      responseType === 'id_token' ? 700054 : 700051,
      'unsupported_response_type',
      `response_type '${responseType}' is not enabled for the application.`,
    ),
  queryForTokens: () =>
    refusal(
      70007,
      'unsupported_response_mode',
      "'query' is not a supported value of 'response_mode' when requesting a token.",
    ),
  endedPageToken: () =>
    invalidGrant(
      700084,
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
    ),
  publicClient: () =>
    unauthorized(700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
  invalidScope: (scope: string) =>
    refusal(
      70011,
      'invalid_scope',
      `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  manyResources: (scope: string) =>
    refusal(
      28000,
      'invalid_scope',
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    ),
  clientCredentialsScope: (scope: string) =>
    refusal(
      1002012,
      'invalid_scope',
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  unknownResource: (resource: string) =>
    refusal(
      500011,
      'invalid_resource',
      `The resource principal named ${resource} was not found in the tenant named ${tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),
  invalidGrant: () => invalidGrant(70000, 'Provided grant is invalid or malformed.'),
  unauthorizedScopes: () =>
    invalidGrant(
      70000,
      'The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.',
    ),
  redeemedCode: () =>
    invalidGrant(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  expiredCode: () =>
    invalidGrant(
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  expiredRefreshToken: () => invalidGrant(700082, 'The refresh token has expired due to inactivity.'),
  wrongVerifier: () =>
    invalidGrant(501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.'),
  consentRequired: ({ appId, displayName }: ClientName) => ({
    ...invalidGrant(
      65001,
      `The user or administrator has not consented to use the application with ID '${appId}' named '${displayName}'. Send an interactive authorization request for this user and resource.`,
    ),
    suberror: 'consent_required',
  }),
  signInRequired: () => refusal(50058, 'login_required', 'A silent sign-in request was sent but no user is signed in.'),
  unknownUser: (userName: string) =>
    invalidGrant(
      50034,
      `The user account ${userName} does not exist in the Contoso directory. To sign into this application, the account must be added to the directory.`,
    ),
  foreignUser: (userName: string, { appId, displayName }: ClientName) =>
    invalidRequest(
      50020,
      `User account '${userName}' from identity provider '${userName.slice(userName.indexOf('@') + 1)}' does not exist in tenant 'Contoso' and cannot access the application '${appId}'(${displayName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`,
    ),
  consentDeclined: () => refusal(65004, 'access_denied', 'User declined to consent to access the app.'),
  adminConsentDenied: () =>
    refusal(65004, 'consent_required', 'The resource owner or authorization server denied the request.'),
  adminApprovalNeeded: ({ displayName }: ClientName) =>
    refusal(
      90094,
      'access_denied',
      `${displayName} needs permission to access resources in your organization that only an admin can grant. Request an admin to grant permission to this app before you can use it.`,
    ),
} as const;
