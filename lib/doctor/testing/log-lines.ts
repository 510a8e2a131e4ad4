import type { FindingId } from '../examine-text';

/** A line as SIEMs log it, for every error that is told by its words. */
export const logLines = {
  unknownSignInCode: '{"error":"invalid_request","error_description":"AADSTS999999: Something new."}',
  reauthenticate:
    'Failed to refresh the token. Set reauthenticate to true: com.arcsight.common.al.e: Failed to refresh access token: status=HTTP/1.1 400 Bad Request FATAL EXCEPTION: Could not refresh the access token',
  retiredSiemApi: 'GET https://wdatp-alertexporter-eu.windows.com/api/alerts/?sinceTimeUtc=2026-11-22 failed',
  retiredResource: 'body: resource=https://graph.windows.net&grant_type=client_credentials',
  replyUrl:
    'reply address https://winatpmanagement-eu.securitycenter.windows.com/UserAuthenticationCallback does not match',
  popUpBlocked: 'Pop-up blocked: the window could not be opened',
  secretExpired: 'WARN The client secret has expired for app 3f1c9a52',
  untrustedCertificate:
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target',
  unreachable: 'java.net.UnknownHostException: login.microsoftonline.com',
  missingApplicationRoles:
    '{"error":{"code":"Forbidden","message":"Missing application roles. API required roles: SecurityAlert.Read.All"}}',
  accountNotProvisioned: '403 {"error":{"code":"Forbidden","message":"Account is not provisioned."}}',
  InvalidAuthenticationToken:
    '{"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}',
  Authorization_RequestDenied:
    '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}',
  CredentialTypeNotAllowedAsPerAppPolicy: 'code: CredentialTypeNotAllowedAsPerAppPolicy',
  CredentialInvalidLifetimeAsPerAppPolicy: 'code: CredentialInvalidLifetimeAsPerAppPolicy',
  serviceManagementReference: '400 ServiceManagementReference field is required for Create',
  alreadyAssigned: 'Request_BadRequest: Permission being assigned already exists on the object',
  invalidReference: 'Request_BadRequest: Not a valid reference update.',
  Directory_QuotaExceeded: '{"error":{"code":"Directory_QuotaExceeded"}}',
  Directory_ConcurrencyViolation: '{"error":{"code":"Directory_ConcurrencyViolation"}}',
  Request_ResourceNotFound: '{"error":{"code":"Request_ResourceNotFound","message":"Resource \'x\' does not exist"}}',
  Request_BadRequest: '{"error":{"code":"Request_BadRequest","message":"Invalid value"}}',
  DisabledFeature: '{"error":{"code":"DisabledFeature","message":"Tenant feature is not enabled."}}',
  DisallowedOperation: '{"error":{"code":"DisallowedOperation","message":"Not allowed"}}',
  ODataError: '{"error":{"code":"ODataError","message":"Invalid filter","target":"|fb9b8f5a"}}',
  TooManyRequests: '{"error":{"code":"TooManyRequests","message":"Too many requests"}}',
  invalid_client: 'oauth2: cannot fetch token: {"error":"invalid_client"}',
  invalid_grant: 'oauth2: "invalid_grant"',
  invalid_scope: 'error=invalid_scope',
  invalid_resource: 'error=invalid_resource',
  unauthorized_client: 'error=unauthorized_client',
  access_denied: 'error=access_denied&error_subcode=cancel',
  http401: 'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: /api/alerts, status=401',
  http403: 'server returned HTTP/1.1 403 Forbidden',
  http404: 'request failed: status code 404',
  http429: 'response_code=429 retrying',
  http5xx: 'HTTP 503 Service Unavailable',
} as const satisfies Partial<Record<FindingId, string>>;
