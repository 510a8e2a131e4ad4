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
export function askedScopes(view: DirectoryView, application: Application, request: ScopeRequest): ResourceScopes[] {
  const asked = request.resources.map((wish) => ({
    resource: wish.resource,
    scopes: wish.wantsDefault ? registeredScopes(application, wish.resource) : wish.values,
  }));
  const graph = findByAppId(view.servicePrincipals, microsoftGraphAppId);
  if (graph === undefined || request.signIn.length === 0) return asked;
  const others = asked.filter(({ resource }) => resource.id !== graph.id);
  const graphScopes = asked.filter(({ resource }) => resource.id === graph.id).flatMap(({ scopes }) => scopes);
  return [{ resource: graph, scopes: [...request.signIn, ...graphScopes] }, ...others];
}

/** What nobody has consented to yet, for this person. */
export function missingConsent(view: DirectoryView, party: ConsentParty, request: ScopeRequest): ResourceScopes[] {
  return askedScopes(view, party.application, request)
    .map(({ resource, scopes }) => {
      const consented = consentedScopes(view, party, resource);
      const isSettled = isDefaultSettled(request, resource, consented);
      const wanted = isSettled ? request.signIn.filter((scope) => scopes.includes(scope)) : scopes;
      return { resource, scopes: wanted.filter((scope) => !consented.includes(scope)) };
    })
    .filter(({ scopes }) => scopes.length > 0);
}

/** What a token for this resource will carry. */
export function grantedScopes(view: DirectoryView, party: ConsentParty, wish: ResourceRequest): readonly string[] {
  const consented = consentedScopes(view, party, wish.resource);
  const scopes = wish.wantsDefault ? consented : wish.values.filter((value) => consented.includes(value));
  return scopes.filter((scope) => scope !== 'offline_access');
}

export function describeScope({ resource }: ResourceScopes, value: string): PermissionScope | undefined {
  return resource.oauth2PermissionScopes.find((scope) => scope.value === value);
}

/** @param userConsent whether the organisation lets people consent for themselves */
export function needsAdministrator(asked: readonly ResourceScopes[], userConsent: boolean): boolean {
  if (!userConsent) return asked.length > 0;
  return asked.some((entry) => entry.scopes.some((value) => describeScope(entry, value)?.type !== 'User'));
}

/** `.default` asks only once: any earlier consent for the resource answers it. */
function isDefaultSettled(request: ScopeRequest, resource: ServicePrincipal, consented: readonly string[]): boolean {
  const wish = request.resources.find((candidate) => candidate.resource.id === resource.id);
  return wish?.wantsDefault === true && consented.some((scope) => !request.signIn.includes(scope));
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
