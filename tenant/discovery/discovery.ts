import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { findInstance } from '../context/public-names';
import type { Tenant } from '../context/tenant-context';
import { tenantId } from '../seed/tenant-identity';
import { aadsts, type Aadsts } from '../entra/aadsts';
import { issuerSegment } from './issuer';
import { configurationV1, configurationV2 } from './openid-configuration';
import { readTenantSegment } from '../entra/tenant-segment';
import { tokenError } from '../entra/token-error';

/** Documents clients read before anything else: where the endpoints are and which keys sign. */
export function discovery(tenant: Tenant): Hono {
  const app = new Hono();
  for (const path of ['/common/discovery/instance', '/:tenant/.well-known/*', '/:tenant/v2.0/.well-known/*']) {
    app.use(path, publicDocument);
  }
  for (const path of ['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys']) app.use(path, publicDocument);
  app.get('/common/discovery/instance', (context) => answerInstance(tenant, context));
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) => answer(tenant, context, configurationV2));
  app.get('/:tenant/.well-known/openid-configuration', (context) => answer(tenant, context, configurationV1));
  app.get('/:tenant/discovery/v2.0/keys', (context) => answer(tenant, context, keySetV2));
  app.get('/:tenant/discovery/keys', (context) => answer(tenant, context, keySetV1));
  return app;
}

/** A page of any origin may read them. */
const publicDocument = cors({ origin: '*', allowMethods: ['GET', 'OPTIONS'] });

type DocumentOf = (tenant: Tenant, segment: string) => object;

function answer(tenant: Tenant, context: Context, document: DocumentOf): Response {
  const segment = canonicalSegment(context.req.param('tenant') ?? '');
  if (!segment.ok) return refuse(tenant, context, segment.error);
  return send(context, document(tenant.reachedBy(context.req.url), segment.value));
}

function send(context: Context, document: object): Response {
  context.header('Cache-Control', 'max-age=86400, private');
  return context.json(document);
}

function refuse(tenant: Tenant, context: Context, refusal: Aadsts): Response {
  return context.json(tokenError(tenant, refusal, context.req.header('client-request-id')), refusal.status);
}

/** The documents name the tenant by its id, however it was asked for. */
function canonicalSegment(name: string): Result<string, Aadsts> {
  const segment = readTenantSegment(name);
  if (!segment.ok) return fail(segment.error);
  return succeed(segment.value === 'home' ? tenantId : name.toLowerCase());
}

/** Answers for the authority that was asked about: its host must be one of those that tokens come from. */
function answerInstance(tenant: Tenant, context: Context): Response {
  const endpoint = URL.parse(context.req.query('authorization_endpoint') ?? '');
  const metadata = endpoint === null ? undefined : findInstance(tenant.origins, endpoint.host);
  if (endpoint === null || metadata === undefined) return refuse(tenant, context, aadsts.unknownInstance());
  const [, segment = ''] = endpoint.pathname.split('/');
  const document = endpoint.pathname.includes('/v2.0/') ? 'v2.0/.well-known' : '.well-known';
  return send(context, {
    tenant_discovery_endpoint: `${endpoint.origin}/${segment}/${document}/openid-configuration`,
    'api-version': '1.1',
    metadata,
  });
}

function keySetV2({ keys, names }: Tenant, segment: string): object {
  const issuer = `${names.authority}/${issuerSegment(segment)}/v2.0`;
  return { keys: keys.published().map(({ publicJwk }) => ({ ...publicJwk, issuer })) };
}

function keySetV1({ keys }: Tenant): object {
  return { keys: keys.published().map(({ publicJwk }) => publicJwk) };
}
