import { fail, type Result } from '@siem-connect/foundation/result';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { Tenant } from '../context/tenant-context';
import { aadsts, type Aadsts } from './aadsts';
import { issueApplicationToken } from './application-tokens';
import { authenticateClient } from './client-authentication';
import { exchangeAssertion } from './on-behalf-of';
import { refusePassword } from './password-grant';
import { redeemCode } from './redeem-code';
import { refreshTokens } from './refresh-tokens';
import { readTenantSegment } from './tenant-segment';
import type { TokenBody } from './token-answer';
import { tokenError } from './token-error';
import { parameter, type EndpointVersion, type TokenRequest } from './token-request';

export function tokenEndpoint(tenant: Tenant): Hono {
  const app = new Hono();
  for (const [path, version] of tokenPaths) {
    app.use(path, cors({ origin: '*', allowMethods: ['POST', 'OPTIONS'] }));
    app.post(path, (context) => answer(tenant.reachedBy(context.req.url), context, version));
    app.all(path, (context) => refuseMethod(tenant, context));
  }
  return app;
}

const tokenPaths: readonly (readonly [path: string, version: EndpointVersion])[] = [
  ['/:tenant/oauth2/v2.0/token', '2.0'],
  ['/:tenant/oauth2/token', '1.0'],
];

function refuseMethod(tenant: Tenant, context: Context): Response {
  const refusal = aadsts.postOnly(context.req.method);
  return context.json(tokenError(tenant, refusal, context.req.header('client-request-id')), refusal.status);
}

async function answer(tenant: Tenant, context: Context, version: EndpointVersion): Promise<Response> {
  const form = new URLSearchParams(await context.req.text());
  const outcome = await grant(tenant.visit('signIn'), context, { form, version });
  context.header('Cache-Control', 'no-store, no-cache');
  context.header('Pragma', 'no-cache');
  if (outcome.ok) return context.json(outcome.value);
  return context.json(tokenError(tenant, outcome.error, correlationOf(context, form)), outcome.error.status);
}

async function grant(
  tenant: Tenant,
  context: Context,
  { form, version }: Pick<TokenRequest, 'form' | 'version'>,
): Promise<Result<TokenBody, Aadsts>> {
  const segment = readTenantSegment(context.req.param('tenant') ?? '');
  if (!segment.ok) return segment;
  const grantType = parameter(form, 'grant_type');
  if (grantType === undefined) return fail(aadsts.missingParameter('grant_type'));
  const client = await authenticateClient(tenant, form, context.req.header('authorization'));
  if (!client.ok) return client;
  const { application } = client.value;
  if (segment.value === 'personal') return fail(aadsts.workAccountsOnly(application));
  if (segment.value === 'shared' && application.signInAudience === 'AzureADMyOrg') {
    return fail(aadsts.notMultiTenant(application));
  }
  return grantByType(tenant, grantType, { ...client.value, form, version, origin: context.req.header('origin') });
}

function grantByType(tenant: Tenant, grantType: string, request: TokenRequest): Promise<Result<TokenBody, Aadsts>> {
  if (grantType === 'authorization_code') return redeemCode(tenant, request);
  if (grantType === 'refresh_token') return refreshTokens(tenant, request);
  if (grantType === 'client_credentials') return issueApplicationToken(tenant, request);
  if (grantType === 'urn:ietf:params:oauth:grant-type:jwt-bearer') return exchangeAssertion(tenant, request);
  if (grantType === 'password') return Promise.resolve(refusePassword(tenant, request));
  return Promise.resolve(fail(aadsts.unsupportedGrantType(grantType)));
}

function correlationOf(context: Context, form: URLSearchParams): string | undefined {
  return context.req.header('client-request-id') ?? parameter(form, 'client-request-id');
}
