import { findByAppId, type DirectoryView } from '../scenarios/directory-view';
import type { RoleName } from '../seed/directory-roles';
import { microsoftGraphAppId } from '../seed/microsoft-graph-permissions';
import type { Application, PermissionScope } from '../store/application';
import type { ServicePrincipal } from '../store/service-principal';
import type { ResourceRequest, ScopeRequest } from './requested-scopes';

type ConsentParty = { readonly application: Application; readonly personId: string };

/** Scopes of one resource, as a grant holds them. */
export type ResourceScopes = { readonly resource: ServicePrincipal; readonly scopes: readonly string[] };

const consentAdministrators: readonly RoleName[] = [
  'Global Administrator',
  'Privileged Role Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
];

export function mayConsentForAll(roles: ReadonlySet<RoleName>): boolean {
  return consentAdministrators.some((role) => roles.has(role));
}

function consentedScopes(view: DirectoryView, party: ConsentParty, resource: ServicePrincipal): readonly string[] {
  const client = findByAppId(view.servicePrincipals, party.application.appId);
  const scopes = view.permissionGrants
    .filter(({ clientId, resourceId }) => clientId === client?.id && resourceId === resource.id)
    .filter(({ principalId }) => principalId === null || principalId === party.personId)
    .flatMap(({ scope }) => scope.split(' '));
  return [...new Set(scopes)].filter((scope) => scope !== '');
}

/** Everything the request asks for, by resource; the sign-in scopes are scopes of Microsoft Graph. */
export function requestedScopes(
  view: DirectoryView,
  application: Application,
  request: ScopeRequest,
): ResourceScopes[] {
  const requested = request.resources.map((desired) => ({
    resource: desired.resource,
    scopes: desired.wantsDefault ? registeredScopes(application, desired.resource) : desired.values,
  }));
  const graph = findByAppId(view.servicePrincipals, microsoftGraphAppId);
  if (graph === undefined || request.signIn.length === 0) return requested;
  const others = requested.filter(({ resource }) => resource.id !== graph.id);
  const graphScopes = requested.filter(({ resource }) => resource.id === graph.id).flatMap(({ scopes }) => scopes);
  return [{ resource: graph, scopes: [...request.signIn, ...graphScopes] }, ...others];
}

/** The scopes that still lack consent for this person. */
export function missingConsent(view: DirectoryView, party: ConsentParty, request: ScopeRequest): ResourceScopes[] {
  return requestedScopes(view, party.application, request)
    .map(({ resource, scopes }) => {
      const consented = consentedScopes(view, party, resource);
      const isConsented = isDefaultConsented(request, resource, consented);
      const wanted = isConsented ? request.signIn.filter((scope) => scopes.includes(scope)) : scopes;
      return { resource, scopes: wanted.filter((scope) => !consented.includes(scope)) };
    })
    .filter(({ scopes }) => scopes.length > 0);
}

/** What a token for this resource will carry. */
export function grantedScopes(view: DirectoryView, party: ConsentParty, desired: ResourceRequest): readonly string[] {
  const consented = consentedScopes(view, party, desired.resource);
  const scopes = desired.wantsDefault ? consented : desired.values.filter((value) => consented.includes(value));
  return scopes.filter((scope) => scope !== 'offline_access');
}

export function describeScope({ resource }: ResourceScopes, value: string): PermissionScope | undefined {
  return resource.oauth2PermissionScopes.find((scope) => scope.value === value);
}

/** @param userConsent whether the organisation lets people consent for themselves */
export function needsAdministrator(requested: readonly ResourceScopes[], userConsent: boolean): boolean {
  if (!userConsent) return requested.length > 0;
  return requested.some((entry) => entry.scopes.some((value) => describeScope(entry, value)?.type !== 'User'));
}

/** `.default` asks only once: any earlier consent for the resource answers it. */
function isDefaultConsented(request: ScopeRequest, resource: ServicePrincipal, consented: readonly string[]): boolean {
  const desired = request.resources.find((candidate) => candidate.resource.id === resource.id);
  return desired?.wantsDefault === true && consented.some((scope) => !request.signIn.includes(scope));
}

/** The delegated permissions a registration lists for a resource. */
function registeredScopes(application: Application, resource: ServicePrincipal): string[] {
  const ids = application.requiredResourceAccess
    .filter(({ resourceAppId }) => resourceAppId === resource.appId)
    .flatMap(({ resourceAccess }) => resourceAccess.filter(({ type }) => type === 'Scope').map(({ id }) => id));
  return resource.oauth2PermissionScopes.flatMap(({ id, value }) =>
    value !== null && ids.includes(id) ? [value] : [],
  );
}
