import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { DirectoryView } from '../scenarios/directory-view';
import { microsoftGraphUri } from '../seed/first-party-apps';
import type { ServicePrincipal } from '../store/service-principal';
import { aadsts, type Aadsts } from './aadsts';

const signInScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

export type ResourceRequest = {
  readonly resource: ServicePrincipal;
  /** The name the client used; it becomes the audience of the token. */
  readonly audience: string;
  /** `.default`: whatever has been consented. */
  readonly wantsDefault: boolean;
  readonly values: readonly string[];
  /** The scopes in the spelling of the request, to be echoed. */
  readonly spelled: readonly string[];
};

export type ScopeRequest = {
  readonly signIn: readonly string[];
  /** At least one; asking for nothing but sign-in means Microsoft Graph. */
  readonly resources: readonly [ResourceRequest, ...ResourceRequest[]];
};

type NamedScope = { readonly spelled: string; readonly resourceName: string; readonly value: string };

export function readScopes(view: DirectoryView, text: string): Result<ScopeRequest, Aadsts> {
  const parts = [...new Set(text.split(/\s+/).filter((word) => word !== ''))];
  const named = parts.filter((word) => !signInScopes.includes(word)).map(nameScope);
  const resources: ResourceRequest[] = [];
  for (const resourceName of new Set(named.map((scope) => scope.resourceName))) {
    const request = readResource(
      view,
      resourceName,
      named.filter((scope) => scope.resourceName === resourceName),
    );
    if (!request.ok) return request;
    resources.push(request.value);
  }
  const [first, ...others] = resources;
  const graph = first === undefined ? readResource(view, microsoftGraphUri, []) : succeed(first);
  if (!graph.ok) return graph;
  return succeed({ signIn: parts.filter((word) => signInScopes.includes(word)), resources: [graph.value, ...others] });
}

export function findResource(view: DirectoryView, name: string): ServicePrincipal | undefined {
  const wanted = withoutSlash(name).toLowerCase();
  return view.servicePrincipals.find(({ servicePrincipalNames }) =>
    servicePrincipalNames.some((candidate) => candidate.toLowerCase() === wanted),
  );
}

/** `https://host//.default` and `https://host/.default` name the same resource. */
export function withoutSlash(name: string): string {
  return name.replace(/\/+$/, '');
}

function nameScope(spelled: string): NamedScope {
  const slash = spelled.lastIndexOf('/');
  if (slash < 0) return { spelled, resourceName: microsoftGraphUri, value: spelled };
  return { spelled, resourceName: withoutSlash(spelled.slice(0, slash)), value: spelled.slice(slash + 1) };
}

function readResource(
  view: DirectoryView,
  name: string,
  scopes: readonly NamedScope[],
): Result<ResourceRequest, Aadsts> {
  const resource = findResource(view, name);
  if (resource === undefined) return fail(aadsts.unknownResource(name));
  const wantsDefault = scopes.some(({ value }) => value === '.default');
  const values: string[] = [];
  for (const { spelled, value } of scopes) {
    if (value === '.default') continue;
    const known = resource.oauth2PermissionScopes.find((scope) => scope.value?.toLowerCase() === value.toLowerCase());
    if (known?.value == null || wantsDefault) return fail(aadsts.invalidScope(spelled));
    values.push(known.value);
  }
  return succeed({ resource, audience: name, wantsDefault, values, spelled: scopes.map(({ spelled }) => spelled) });
}
