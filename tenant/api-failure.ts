import type { Tenant } from './context/tenant-context';
import { aadsts, type Aadsts } from './entra/aadsts';
import { policyOf, refuseGrant } from './entra/sign-in-policies';
import { tokenError } from './entra/token-error';
import type { EndpointVersion } from './entra/token-request';
import { traceHeaders, traceOf } from './graph/protocol/graph-envelope';
import { graphFailure, waitHeaders } from './graph/protocol/graph-failure';
import type { StatusFault } from './scenarios/fault';

const failureMessage = 'The embedded tenant was told to fail.';

/** A failure the scenario asked for, in the language of the service that is called. */
export function apiFailure(tenant: Tenant, request: Request, fault: StatusFault): Response {
  const { pathname } = new URL(request.url);
  const trace = traceOf(request.headers, tenant.clock.now());
  if (/^\/(v1\.0|beta)\//.test(pathname)) {
    const { status, body, headers } = graphFailure(fault, trace, request.headers);
    return Response.json(body, { status, headers: { ...traceHeaders(trace), ...headers } });
  }
  const { status } = fault;
  const headers = waitHeaders(fault);
  if (pathname.startsWith('/api/')) {
    const code = String(fault.code ?? defenderCodes[status] ?? 'InternalServerError');
    return Response.json({ error: { code, message: failureMessage, target: trace.requestId } }, { status, headers });
  }
  const version = pathname.includes('/v2.0/') ? '2.0' : '1.0';
  const refusal = { ...aadsts.malformedRequest(), message: failureMessage, ...tokenFailure(fault, version) };
  const correlationId = request.headers.get('client-request-id') ?? undefined;
  return Response.json(tokenError(tenant, refusal, correlationId), { status, headers });
}

const defenderCodes: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  429: 'TooManyRequests',
};

/** The AADSTS number of the scenario with what Entra ID says along with it, or what usually goes with the status. */
function tokenFailure({ status, code }: StatusFault, version: EndpointVersion): Partial<Aadsts> & { number: number } {
  const number = Number(String(code ?? '').replace(/^AADSTS/, ''));
  const policy = policyOf(number);
  if (policy !== undefined) return refuseGrant(policy, version);
  const error = oauthErrors.find(([, numbers]) => numbers.includes(number))?.[0];
  if (error !== undefined) return { number, error, ...(number === 65001 && { suberror: 'consent_required' }) };
  if (status === 401) return { number: number || 7000215, error: 'invalid_client' };
  if (status < 429) return { number: number || 9002313, error: 'invalid_request' };
  return { number: number || 90033, error: 'temporarily_unavailable' };
}

/** @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const oauthErrors: readonly (readonly [error: string, numbers: readonly number[]])[] = [
  ['invalid_client', [7000215, 7000218, 7000222, 7000229, 700025, 700027]],
  ['unauthorized_client', [70001, 700016, 7000112]],
  ['invalid_grant', [50034, 50126, 50196, 54005, 65001, 70000, 70008, 501481, 700082, 700084]],
  ['invalid_resource', [50001, 500011]],
  ['invalid_scope', [70011]],
  ['temporarily_unavailable', [90033, 90055]],
];
