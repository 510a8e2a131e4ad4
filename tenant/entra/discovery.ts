import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { Tenant } from '../context/tenant-context';
import { tenantId } from '../seed/tenant-identity';
import { aadsts, type Aadsts } from './aadsts';
import { readTenantSegment } from './tenant-segment';
import { tokenError } from './token-endpoint';

/** Documents clients read before anything else: where the endpoints are and which keys sign. */
export function discovery(tenant: Tenant): Hono {
  const app = new Hono();
  for (const path of documentPaths) app.use(path, cors({ origin: '*', allowMethods: ['GET', 'OPTIONS'] }));
  app.get('/common/discovery/instance', (context) => answerInstance(tenant, context));
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) =>
    answer(tenant, context, (segment) => configurationV2(tenant, segment)),
  );
  app.get('/:tenant/.well-known/openid-configuration', (context) =>
    answer(tenant, context, (segment) => configurationV1(tenant, segment)),
  );
  app.get('/:tenant/discovery/v2.0/keys', (context) => answer(tenant, context, () => keySet(tenant)));
  app.get('/:tenant/discovery/keys', (context) => answer(tenant, context, () => keySet(tenant)));
  return app;
}

/** A page of any origin may read them. */
const documentPaths = [
  '/common/discovery/instance',
  '/:tenant/v2.0/.well-known/openid-configuration',
  '/:tenant/.well-known/openid-configuration',
  '/:tenant/discovery/v2.0/keys',
  '/:tenant/discovery/keys',
];

function answer(tenant: Tenant, context: Context, document: (segment: string) => object): Response {
  const segment = canonicalSegment(context.req.param('tenant') ?? '');
  if (segment.ok) return send(context, document(segment.value));
  return context.json(tokenError(tenant, segment.error, context.req.header('client-request-id')), segment.error.status);
}

/** The documents name the tenant by its id, however it was asked for. */
function canonicalSegment(name: string): Result<string, Aadsts> {
  const segment = readTenantSegment(name);
  if (!segment.ok) return fail(segment.error);
  return succeed(segment.value === 'home' ? tenantId : name.toLowerCase());
}

/** Answers for the authority that was asked about: this tenant is the only one it knows. */
function answerInstance(tenant: Tenant, context: Context): Response {
  const endpoint = URL.parse(context.req.query('authorization_endpoint') ?? '');
  const own = new URL(tenant.origins.api);
  if (endpoint?.protocol !== 'https:' || endpoint.port !== own.port || !isLocal(endpoint.hostname)) {
    const refusal = tokenError(tenant, aadsts.unknownInstance(), context.req.header('client-request-id'));
    return context.json(refusal, 400);
  }
  const { host, origin, pathname } = endpoint;
  const document = pathname.includes('/v2.0/') ? 'v2.0/.well-known' : '.well-known';
  return send(context, {
    tenant_discovery_endpoint: `${origin}/${pathname.split('/')[1] ?? ''}/${document}/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

function isLocal(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost';
}

/** Good for a day. */
function send(context: Context, document: object): Response {
  context.header('Cache-Control', 'max-age=86400, private');
  return context.json(document);
}

function configurationV2({ origins }: Tenant, segment: string): object {
  return {
    token_endpoint: `${origins.api}/${segment}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: `${origins.api}/${segment}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origins.api}/${issuerSegment(segment)}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${origins.api}/oidc/userinfo`,
    authorization_endpoint: `${origins.browser}/${segment}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${origins.browser}/${segment}/oauth2/v2.0/logout`,
    claims_supported: supportedClaims,
    ...cloud,
  };
}

function configurationV1({ origins }: Tenant, segment: string): object {
  return {
    token_endpoint: `${origins.api}/${segment}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: `${origins.api}/${segment}/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid'],
    issuer: `https://sts.windows.net/${issuerSegment(segment)}/`,
    userinfo_endpoint: `${origins.api}/oidc/userinfo`,
    authorization_endpoint: `${origins.browser}/${segment}/oauth2/authorize`,
    end_session_endpoint: `${origins.browser}/${segment}/oauth2/v2.0/logout`,
    ...cloud,
  };
}

function keySet({ key, origins }: Tenant): object {
  return { keys: [{ ...key.publicJwk, issuer: `${origins.api}/{tenantid}/v2.0` }] };
}

/** Shared endpoints leave the tenant open for the client to fill in. */
function issuerSegment(segment: string): string {
  return segment === tenantId ? tenantId : '{tenantid}';
}

const supportedClaims = 'sub iss aud exp iat nbf nonce preferred_username name tid oid ver email'.split(' ');

const cloud = {
  tenant_region_scope: 'EU',
  cloud_instance_name: 'microsoftonline.com',
  cloud_graph_host_name: 'graph.windows.net',
  msgraph_host: 'graph.microsoft.com',
  rbac_url: 'https://pas.windows.net',
} as const;
