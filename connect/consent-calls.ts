import { z } from 'zod';
import type { GraphContext } from '../lib/graph/graph-context';
import { callGraph } from '../lib/graph/graph-request';
import type { ServiceError } from '../lib/http/service-error';
import { type Result, succeed } from '../lib/result';

const grantSchema = z.object({
  id: z.string().min(1),
  consentType: z.string(),
  resourceId: z.string(),
  scope: z.string().nullish(),
});

const json = { 'Content-Type': 'application/json' };

export type Consent = {
  /** Object id of the portal's service principal. */
  readonly clientId: string;
  /** Object id of Microsoft Graph's. */
  readonly resourceId: string;
  readonly scopes: readonly string[];
};

/** Consent for everybody that is there already; null when there is none. */
export type Consented = { readonly id: string; readonly scopes: readonly string[] };

export async function readConsent(
  graph: GraphContext,
  { clientId, resourceId }: Consent,
): Promise<Result<Consented | null, ServiceError>> {
  const listed = await callGraph(graph, {
    method: 'GET',
    path: `/servicePrincipals/${clientId}/oauth2PermissionGrants`,
    answer: z.object({ value: z.array(grantSchema) }),
  });
  if (!listed.ok) return listed;
  const grant = listed.value.value.find((one) => one.consentType === 'AllPrincipals' && one.resourceId === resourceId);
  return succeed(grant ? { id: grant.id, scopes: (grant.scope ?? '').split(' ').filter(Boolean) } : null);
}

/**
 * Consents for everybody in the tenant. What was consented to before stays.
 *
 * @see https://learn.microsoft.com/graph/api/oauth2permissiongrant-post
 * @see https://learn.microsoft.com/graph/api/oauth2permissiongrant-update
 */
export async function writeConsent(
  graph: GraphContext,
  { clientId, resourceId, scopes }: Consent,
  before: Consented | null,
): Promise<Result<void, ServiceError>> {
  const scope = [...new Set([...(before?.scopes ?? []), ...scopes])].join(' ');
  const body = before ? { scope } : { clientId, resourceId, consentType: 'AllPrincipals', scope };
  const written = await callGraph(graph, {
    method: before ? 'PATCH' : 'POST',
    path: before ? `/oauth2PermissionGrants/${before.id}` : '/oauth2PermissionGrants',
    headers: json,
    body,
    answer: z.unknown(),
  });
  return written.ok ? succeed(undefined) : written;
}
