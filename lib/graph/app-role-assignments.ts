import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import { isAlreadyAssigned } from './graph-error';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

export type AppRoleGrant = {
  /** Object id of the service principal that gets the permission. */
  readonly principalId: string;
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly appRoleId: string;
};

/**
 * Grants an application permission. One that is there already counts as granted.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto
 */
export async function grantAppRole(context: GraphContext, grant: AppRoleGrant): Promise<Result<void, ServiceError>> {
  const granted = await callGraph(context, {
    method: 'POST',
    path: `/servicePrincipals/${grant.resourceId}/appRoleAssignedTo`,
    headers: { 'Content-Type': 'application/json' },
    body: grant,
    answer: z.object({ id: z.string() }),
  });
  if (!granted.ok && !isAlreadyAssigned(granted.error)) return granted;
  return succeed(undefined);
}

const assignmentsSchema = z.object({
  value: z.array(z.object({ id: z.string().min(1), appRoleId: z.guid(), resourceId: z.guid() })),
});

/** A grant that the directory holds, with the id that it is removed by. */
export type AppRoleAssignment = z.infer<typeof assignmentsSchema>['value'][number];

/**
 * The application permissions that a service principal has. A connector has a few, so that the first page is the whole.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments
 */
export async function listAppRoles(
  context: GraphContext,
  principalId: string,
): Promise<Result<readonly AppRoleAssignment[], ServiceError>> {
  const listed = await callGraph(context, {
    method: 'GET',
    path: `/servicePrincipals/${principalId}/appRoleAssignments`,
    answer: assignmentsSchema,
  });
  return listed.ok ? succeed(listed.value.value) : listed;
}

/** Whether the directory holds this very grant. */
export async function isAppRoleGranted(
  context: GraphContext,
  { principalId, resourceId, appRoleId }: AppRoleGrant,
): Promise<Result<boolean, ServiceError>> {
  const listed = await listAppRoles(context, principalId);
  if (!listed.ok) return listed;
  return succeed(listed.value.some((one) => one.resourceId === resourceId && one.appRoleId === appRoleId));
}

/**
 * Removes an application permission. One that is not found is gone, or a replica has not heard of it: the caller looks.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignedto
 */
export function revokeAppRole(
  context: GraphContext,
  { id, resourceId }: Pick<AppRoleAssignment, 'id' | 'resourceId'>,
): Promise<Result<void, ServiceError>> {
  const path = `/servicePrincipals/${resourceId}/appRoleAssignedTo/${id}`;
  return callGraph(context, { method: 'DELETE', path, answer: z.void() });
}
