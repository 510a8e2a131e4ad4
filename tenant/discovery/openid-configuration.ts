import type { PublicNames } from '../context/public-names';
import type { Tenant } from '../context/tenant-context';
import { issuerSegment } from './issuer';

/**
 * The document of v2.0, in the order and with the members of the one at
 * https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration (July 2026), less what this tenant
 * does not have: Kerberos and certificates at the TLS layer.
 */
export function configurationV2({ names }: Tenant, segment: string): object {
  return {
    token_endpoint: `${names.authority}/${segment}/oauth2/v2.0/token`,
    ...shared,
    jwks_uri: `${names.authority}/${segment}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${names.authority}/${issuerSegment(segment)}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${names.graph}/oidc/userinfo`,
    authorization_endpoint: `${names.pages}/${segment}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${names.pages}/${segment}/oauth2/v2.0/logout`,
    claims_supported: supportedClaims,
    ...cloudOf(segment, names),
  };
}

/** v1.0 names issuer and keys of its own. */
export function configurationV1({ names }: Tenant, segment: string): object {
  return {
    token_endpoint: `${names.authority}/${segment}/oauth2/token`,
    ...shared,
    jwks_uri: `${names.authority}/${segment}/discovery/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: ['openid'],
    issuer: `https://sts.windows.net/${issuerSegment(segment)}/`,
    userinfo_endpoint: `${names.graph}/oidc/userinfo`,
    authorization_endpoint: `${names.pages}/${segment}/oauth2/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${names.pages}/${segment}/oauth2/logout`,
    claims_supported: supportedClaims,
    ...cloudOf(segment, names),
  };
}

const shared = {
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
} as const;

const supportedClaims = [
  ...['sub', 'iss', 'cloud_instance_name', 'cloud_instance_host_name', 'cloud_graph_host_name', 'msgraph_host'],
  ...['aud', 'exp', 'iat', 'auth_time', 'acr', 'nonce', 'preferred_username', 'name', 'tid', 'ver'],
  ...['at_hash', 'c_hash', 'email'],
];

/** Only the document of one tenant knows where that tenant lives. */
function cloudOf(segment: string, { graph }: PublicNames) {
  return {
    tenant_region_scope: issuerSegment(segment) === '{tenantid}' ? null : 'EU',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: new URL(graph).host,
    rbac_url: 'https://pas.windows.net',
  };
}
