import 'server-only';
import { z } from 'zod';
import type { ServiceError } from '@/lib/http/service-error';
import type { Result } from '@/lib/result';
import type { GraphContext } from './graph-context';
import { callGraph } from './graph-request';
import type { RegisteredApplication } from './registration-reads';

type Written = Promise<Result<void, ServiceError>>;

/** An application or a service principal, by its object id. */
export type DirectoryObject = { readonly of: 'applications' | 'servicePrincipals'; readonly id: string };

const headers = { 'Content-Type': 'application/json' };

function change(graph: GraphContext, { of, id }: DirectoryObject, body: object): Written {
  return callGraph(graph, { method: 'PATCH', path: `/${of}/${id}`, headers, body, answer: z.void() });
}

/**
 * @see https://learn.microsoft.com/graph/api/application-delete-owners
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-delete-owners
 */
export function removeOwner(graph: GraphContext, { of, id }: DirectoryObject, ownerId: string): Written {
  return callGraph(graph, { method: 'DELETE', path: `/${of}/${id}/owners/${ownerId}/$ref`, answer: z.void() });
}

/**
 * @see https://learn.microsoft.com/graph/api/application-removepassword
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-removepassword
 */
export function removePasswordOf(graph: GraphContext, { of, id }: DirectoryObject, keyId: string): Written {
  const path = `/${of}/${id}/removePassword`;
  return callGraph(graph, { method: 'POST', path, headers, body: { keyId }, answer: z.void() });
}

/** The collection is replaced as a whole. */
export function removeCertificates(graph: GraphContext, object: DirectoryObject): Written {
  return change(graph, object, { keyCredentials: [] });
}

/** @see https://learn.microsoft.com/graph/api/federatedidentitycredential-delete */
export function removeFederated(graph: GraphContext, applicationId: string, id: string): Written {
  const path = `/applications/${applicationId}/federatedIdentityCredentials/${encodeURIComponent(id)}`;
  return callGraph(graph, { method: 'DELETE', path, answer: z.void() });
}

/** @see https://learn.microsoft.com/graph/api/serviceprincipal-update */
export function writeNotes(graph: GraphContext, principalId: string, notes: string): Written {
  return change(graph, { of: 'servicePrincipals', id: principalId }, { notes });
}

/**
 * Closes everything that lets others in or lets others ask for permissions of it. What others may ask for is switched off
 * before it is removed, else Graph refuses with CannotDeleteOrUpdateEnabledEntitlement.
 *
 * @param redirectUris all that are left
 * @see https://learn.microsoft.com/graph/api/application-update
 */
export async function closeRegistration(
  graph: GraphContext,
  { id, api, appRoles }: RegisteredApplication,
  redirectUris: readonly string[],
): Written {
  const object: DirectoryObject = { of: 'applications', id };
  const off = <Entitlement extends object>(some: readonly Entitlement[] | null | undefined) =>
    (some ?? []).map((entitlement) => ({ ...entitlement, isEnabled: false }));
  const scopes = off(api?.oauth2PermissionScopes);
  const roles = off(appRoles);
  if (scopes.length > 0 || roles.length > 0) {
    const switchedOff = await change(graph, object, { api: { oauth2PermissionScopes: scopes }, appRoles: roles });
    if (!switchedOff.ok) return switchedOff;
  }
  return change(graph, object, {
    signInAudience: 'AzureADMyOrg',
    isFallbackPublicClient: false,
    identifierUris: [],
    appRoles: [],
    api: { oauth2PermissionScopes: [], preAuthorizedApplications: [], knownClientApplications: [] },
    web: {
      redirectUris,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
  });
}
