import type { Context, MiddlewareHandler } from 'hono';
import type { Exchange } from '../context/exchange-log';
import type { Tenant } from '../context/tenant-context';
import type { FaultEnv } from '../scenarios/break-connection';
import { redactForm, redactHeaders, redactJson } from './redaction';

const betaPath = '/beta/';
const tokenPath = /^\/[^/]+\/oauth2\/(v2\.0\/)?token$/;

/** Writes down every call to Graph, Defender and the token endpoint, as the contract checker reads it. */
export function exchangeRecorder(tenant: Tenant): MiddlewareHandler<FaultEnv> {
  return async (context, next) => {
    const host = canonicalHost(context.req.path);
    if (host === undefined) {
      await next();
      return;
    }
    const requestText = await context.req.raw.clone().text();
    await next();
    const responseText = await context.res.clone().text();
    const exchange = describeExchange(tenant, context, { host, requestText, responseText });
    tenant.exchanges.add(exchange, requestText.length + responseText.length);
  };
}

/** The host by which the contract knows the service; `undefined` for one that is not recorded. */
function canonicalHost(path: string): string | undefined {
  if (path.startsWith('/v1.0/') || path.startsWith(betaPath)) return 'https://graph.microsoft.com';
  if (path.startsWith('/api/')) return 'https://api.securitycenter.microsoft.com';
  return tokenPath.test(path) ? 'https://login.microsoftonline.com' : undefined;
}

type Recording = { readonly host: string; readonly requestText: string; readonly responseText: string };

function describeExchange(
  tenant: Tenant,
  context: Context<FaultEnv>,
  { host, requestText, responseText }: Recording,
): Exchange {
  const { pathname, search } = new URL(context.req.url);
  const { headers } = context.req.raw;
  const fault = context.get('fault');
  const isForm = tokenPath.test(pathname);
  return {
    at: new Date(tenant.clock.now()).toISOString(),
    method: context.req.method,
    url: `${host}${pathname}${search}`,
    requestHeaders: redactHeaders(headers),
    ...(requestText !== '' && {
      requestBody: isForm ? redactForm(requestText, headers.get('authorization')) : redactText(requestText),
    }),
    // The client has seen no answer at all.
    ...(fault !== 'reset' &&
      fault !== 'hang' && {
        status: context.res.status,
        responseHeaders: redactHeaders(context.res.headers),
        ...(responseText !== '' && { responseBody: redactText(responseText) }),
      }),
    ...(fault !== undefined && { fault }),
    ...(isOutsideContract(pathname) && { outsideContract: true }),
  };
}

/** What is not JSON may hold anything, so it is not repeated. */
function redactText(text: string): unknown {
  try {
    return redactJson(JSON.parse(text));
  } catch {
    return `(${text.length} characters that are not JSON)`;
  }
}

function isOutsideContract(path: string): boolean {
  return (
    path.startsWith('/api/v1.0/') || path.startsWith(betaPath) || (tokenPath.test(path) && !path.includes('/v2.0/'))
  );
}
