import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

const servicePrincipalSchema = z.object({ id: z.guid() });

/**
 * Makes the application's service principal, or finds the one that is there: safe to repeat.
 *
 * @param marks what it is found and recognised by
 * @returns its object id
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-upsert
 */
export async function ensureServicePrincipal(
  context: GraphContext,
  appId: string,
  { tag, notes }: { readonly tag: string; readonly notes: string },
): Promise<Result<string, ServiceError>> {
  const upserted = await callGraph(context, {
    method: 'PATCH',
    path: `/servicePrincipals(appId='${appId}')`,
    headers: { 'Content-Type': 'application/json', Prefer: 'create-if-missing' },
    // Keeps it out of people's list of applications: it signs nobody in on its own.
    body: { tags: ['HideApp', tag], notes },
    // One that existed answers without a body.
    answer: servicePrincipalSchema.optional(),
  });
  // One that has not reached this replica, or is being made by another request, conflicts: it is looked up.
  if (!upserted.ok) return upserted.error.kind === 'conflict' ? findServicePrincipal(context, appId) : upserted;
  return upserted.value ? succeed(upserted.value.id) : findServicePrincipal(context, appId);
}

/**
 * Finds an application's service principal.
 *
 * @returns its object id
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-get
 */
export async function findServicePrincipal(
  context: GraphContext,
  appId: string,
): Promise<Result<string, ServiceError>> {
  const found = await callGraph(context, {
    method: 'GET',
    path: `/servicePrincipals(appId='${appId}')?$select=id`,
    answer: servicePrincipalSchema,
  });
  return found.ok ? succeed(found.value.id) : found;
}

/**
 * Lets everybody sign in with the service principal, itself included, or nobody.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-update
 */
export function writeAccountEnabled(
  context: GraphContext,
  servicePrincipalId: string,
  accountEnabled: boolean,
): Promise<Result<void, ServiceError>> {
  return callGraph(context, {
    method: 'PATCH',
    path: `/servicePrincipals/${servicePrincipalId}`,
    headers: { 'Content-Type': 'application/json' },
    body: { accountEnabled },
    answer: z.void(),
  });
}

const ownersSchema = z.object({ value: z.array(z.object({ id: z.guid() })) });

/**
 * Object ids of those who own the service principal.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-owners
 */
export async function listOwners(
  context: GraphContext,
  servicePrincipalId: string,
): Promise<Result<readonly string[], ServiceError>> {
  const listed = await callGraph(context, {
    method: 'GET',
    path: `/servicePrincipals/${servicePrincipalId}/owners?$select=id`,
    answer: ownersSchema,
  });
  return listed.ok ? succeed(listed.value.value.map((owner) => owner.id)) : listed;
}
