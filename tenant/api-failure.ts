import { aadsts } from './entra/aadsts';
import { tokenError } from './entra/token-endpoint';
import { traceHeaders, traceOf } from './graph/graph-envelope';
import { graphFailure } from './graph/graph-failure';
import type { FaultEffect } from './scenarios/fault';
import type { Tenant } from './tenant-context';

type StatusFault = Extract<FaultEffect, { kind: 'status' }>;

const words = 'The embedded tenant was told to fail.';

/** A failure the scenario asked for, in the language of the service that is called. */
export function apiFailure(tenant: Tenant, request: Request, fault: StatusFault): Response {
  const { pathname } = new URL(request.url);
  const trace = traceOf(request.headers, tenant.clock.now());
  const { status, body, headers } = graphFailure(fault, trace);
  if (pathname.startsWith('/v1.0/')) {
    return Response.json(body, { status, headers: { ...traceHeaders(trace), ...headers } });
  }
  if (pathname.startsWith('/api/')) {
    const code = String(fault.code ?? defenderCodes[status] ?? 'InternalServerError');
    return Response.json({ error: { code, message: words, target: trace.requestId } }, { status, headers });
  }
  const refusal = { ...aadsts.malformedRequest(), ...tokenFailure(fault), message: words };
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

/** The AADSTS number of the scenario with the OAuth error that usually goes with the status. */
function tokenFailure({ status, code }: StatusFault): { readonly number: number; readonly error: string } {
  const number = Number(String(code ?? '').replace(/^AADSTS/, ''));
  if (status === 401) return { number: number || 7000215, error: 'invalid_client' };
  if (status < 429) return { number: number || 9002313, error: 'invalid_request' };
  return { number: number || 90033, error: 'temporarily_unavailable' };
}
