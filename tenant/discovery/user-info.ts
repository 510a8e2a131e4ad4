import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { Tenant } from '../context/tenant-context';
import { bearerChallenge } from '../graph/protocol/bearer-challenge';
import { identifyCaller } from '../graph/protocol/caller';
import { errorBody, traceHeaders, traceOf } from '../graph/protocol/graph-envelope';
import { refusals, type GraphRefusal } from '../graph/protocol/graph-refusal';
import { pairwiseSubject } from '../tokens/token-claims';

/**
 * Who holds this token, by OpenID Connect. It is a part of Microsoft Graph and takes tokens that were issued for it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/userinfo
 */
export function userInfo(tenant: Tenant): Hono {
  const app = new Hono();
  app.use('/oidc/userinfo', cors({ origin: '*', allowMethods: ['GET', 'POST', 'OPTIONS'] }));
  app.on(['GET', 'POST'], '/oidc/userinfo', (context) => answer(tenant.reachedBy(context.req.url), context));
  return app;
}

async function answer(tenant: Tenant, context: Context): Promise<Response> {
  const caller = await identifyCaller(tenant, context.req.header('authorization'));
  if (!caller.ok) return refuse(tenant, context, caller.error);
  if (caller.value.kind === 'application' || !caller.value.permissions.has('openid')) {
    return refuse(tenant, context, refusals.insufficientPrivileges());
  }
  const { person, permissions, appId } = caller.value;
  context.header('Cache-Control', 'no-store');
  return context.json({
    sub: pairwiseSubject(person, { appId }),
    ...(permissions.has('profile') && {
      name: person.displayName,
      family_name: person.surname,
      given_name: person.givenName,
      picture: `${tenant.names.graph}/v1.0/me/photo/$value`,
    }),
    ...(permissions.has('email') && { email: person.userPrincipalName }),
  });
}

function refuse(tenant: Tenant, context: Context, refusal: GraphRefusal): Response {
  const trace = traceOf(context.req.raw.headers, tenant.clock.now());
  const headers = { ...traceHeaders(trace), ...(refusal.status === 401 && bearerChallenge()) };
  return Response.json(errorBody(refusal, trace), { status: refusal.status, headers });
}
