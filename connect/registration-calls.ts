import { z } from 'zod';
import type { GraphContext } from '../lib/graph/graph-context';
import { callGraph } from '../lib/graph/graph-request';
import { findServicePrincipal } from '../lib/graph/service-principals';
import type { ServiceError } from '../lib/http/service-error';
import { type Result, succeed } from '../lib/result';
import { microsoftGraphAppId } from './registration';

const passwordSchema = z.object({
  keyId: z.guid(),
  displayName: z.string().nullish(),
  hint: z.string().nullish(),
  endDateTime: z.iso.datetime(),
});

const applicationSchema = z.object({
  id: z.guid(),
  appId: z.guid(),
  displayName: z.string(),
  signInAudience: z.string().nullish(),
  groupMembershipClaims: z.string().nullish(),
  web: z.object({ redirectUris: z.array(z.string()), logoutUrl: z.string().nullish() }),
  optionalClaims: z.object({ idToken: z.array(z.object({ name: z.string() })).nullish() }).nullish(),
  requiredResourceAccess: z.array(
    z.object({ resourceAppId: z.string(), resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })) }),
  ),
  passwordCredentials: z.array(passwordSchema),
});

export type RegisteredApplication = z.infer<typeof applicationSchema>;
export type RegisteredPassword = z.infer<typeof passwordSchema>;

const json = { 'Content-Type': 'application/json' };
const select = `$select=${Object.keys(applicationSchema.shape).join(',')}`;

/** What is to be written; Graph leaves what is not named as it is. */
export type ApplicationBody = {
  readonly displayName: string;
  readonly signInAudience: 'AzureADMyOrg';
  readonly groupMembershipClaims: 'DirectoryRole';
  readonly notes: string;
  readonly web: { readonly redirectUris: readonly string[]; readonly logoutUrl: string };
  readonly optionalClaims: { readonly idToken: readonly { readonly name: string; readonly essential: boolean }[] };
  readonly requiredResourceAccess: RegisteredApplication['requiredResourceAccess'];
};

/** @returns null when there is none */
export async function findRegistration(
  graph: GraphContext,
  uniqueName: string,
): Promise<Result<RegisteredApplication | null, ServiceError>> {
  const path = `/applications(uniqueName='${uniqueName}')?${select}`;
  const found = await callGraph(graph, { method: 'GET', path, answer: applicationSchema });
  if (!found.ok && found.error.kind === 'notFound') return succeed(null);
  return found;
}

/** @returns null when there is none */
export async function readRegistration(
  graph: GraphContext,
  appId: string,
): Promise<Result<RegisteredApplication | null, ServiceError>> {
  const path = `/applications(appId='${appId}')?${select}`;
  const found = await callGraph(graph, { method: 'GET', path, answer: applicationSchema });
  if (!found.ok && found.error.kind === 'notFound') return succeed(null);
  return found;
}

/**
 * Makes the application, or changes the one that has this unique name: one call, safe to repeat.
 *
 * @see https://learn.microsoft.com/graph/api/application-upsert
 */
export async function writeRegistration(
  graph: GraphContext,
  uniqueName: string,
  body: ApplicationBody,
): Promise<Result<void, ServiceError>> {
  const written = await callGraph(graph, {
    method: 'PATCH',
    path: `/applications(uniqueName='${uniqueName}')`,
    headers: { ...json, Prefer: 'create-if-missing' },
    body,
    answer: z.unknown(),
  });
  return written.ok ? succeed(undefined) : written;
}

/**
 * Makes the service principal, or finds it.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-upsert
 */
export async function writeServicePrincipal(graph: GraphContext, appId: string): Promise<Result<void, ServiceError>> {
  const written = await callGraph(graph, {
    method: 'PATCH',
    path: `/servicePrincipals(appId='${appId}')`,
    headers: { ...json, Prefer: 'create-if-missing' },
    body: { tags: ['WindowsAzureActiveDirectoryIntegratedApp'] },
    answer: z.unknown(),
  });
  return written.ok ? succeed(undefined) : written;
}

/** @returns the object id of the service principal; null when there is none */
export async function findPrincipal(graph: GraphContext, appId: string): Promise<Result<string | null, ServiceError>> {
  const found = await findServicePrincipal(graph, appId);
  return !found.ok && found.error.kind === 'notFound' ? succeed(null) : found;
}

const scopesSchema = z.object({
  id: z.guid(),
  oauth2PermissionScopes: z.array(z.object({ id: z.guid(), value: z.string().nullish() })),
});

export type GraphPermissions = {
  /** Object id of Microsoft Graph's service principal in this tenant. */
  readonly principalId: string;
  /** Id of a delegated permission by its name. */
  readonly scopeIds: ReadonlyMap<string, string>;
};

/** Microsoft Graph as this tenant has it: ids come from the directory, never from a list of ours. */
export async function readGraphPermissions(graph: GraphContext): Promise<Result<GraphPermissions, ServiceError>> {
  const path = `/servicePrincipals(appId='${microsoftGraphAppId}')?$select=id,oauth2PermissionScopes`;
  const read = await callGraph(graph, { method: 'GET', path, answer: scopesSchema });
  if (!read.ok) return read;
  const scopeIds = new Map(read.value.oauth2PermissionScopes.map(({ id, value }) => [value ?? '', id]));
  return succeed({ principalId: read.value.id, scopeIds });
}
