import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { aadsts } from '../entra/aadsts';
import { requestedScopes, type ResourceScopes } from '../entra/consent';
import { readScopes } from '../entra/requested-scopes';
import { parameter } from '../entra/token-request';
import { findByAppId, type DirectoryView } from '../scenarios/directory-view';
import type { Application } from '../store/application';
import type { ServicePrincipal } from '../store/service-principal';
import {
  readClient,
  type AuthorizationParameters,
  type AuthorizationRefusal,
  type RedirectTarget,
} from './authorization-request';

/** Application permissions of one API, by the ids of its roles. */
export type ResourceRoles = { readonly resource: ServicePrincipal; readonly roleIds: readonly string[] };

export type AdminConsentRequest = {
  readonly parameters: AuthorizationParameters;
  readonly application: Application;
  readonly target: RedirectTarget;
  readonly scopeText: string;
  readonly scopes: readonly ResourceScopes[];
  readonly roles: readonly ResourceRoles[];
};

/**
 * What an administrator is asked to grant for everybody. `.default` means all that the registration lists, application
 * permissions as well, which cannot be asked for in any other way.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function readAdminConsentRequest(
  tenant: Tenant,
  parameters: AuthorizationParameters,
): Result<AdminConsentRequest, AuthorizationRefusal> {
  const correlationId = parameter(parameters.form, 'client-request-id');
  const client = readClient(tenant, parameters);
  if (!client.ok) return fail({ refusal: client.error, target: undefined, correlationId });
  const { application, target } = client.value;
  const scopeText = parameter(parameters.form, 'scope');
  if (scopeText === undefined) return fail({ refusal: aadsts.missingParameter('scope'), target, correlationId });
  const view = tenant.view();
  const requested = readScopes(view, scopeText);
  if (!requested.ok) return fail({ refusal: requested.error, target, correlationId });
  const wantsDefault = requested.value.resources.some((resource) => resource.wantsDefault);
  const scopes = wantsDefault
    ? registeredScopes(view, application)
    : requestedScopes(view, application, requested.value);
  const roles = wantsDefault ? registeredRoles(view, application) : [];
  return succeed({ parameters, application, target, scopeText, scopes, roles });
}

type Registered = { readonly resource: ServicePrincipal; readonly ids: readonly string[] };

function registered(view: DirectoryView, application: Application, type: 'Role' | 'Scope'): readonly Registered[] {
  return application.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) => {
    const resource = findByAppId(view.servicePrincipals, resourceAppId);
    const ids = resourceAccess.filter((access) => access.type === type).map(({ id }) => id.toLowerCase());
    return resource === undefined || ids.length === 0 ? [] : [{ resource, ids }];
  });
}

function registeredScopes(view: DirectoryView, application: Application): readonly ResourceScopes[] {
  return registered(view, application, 'Scope').map(({ resource, ids }) => ({
    resource,
    scopes: resource.oauth2PermissionScopes.flatMap(({ id, value }) =>
      value !== null && ids.includes(id) ? [value] : [],
    ),
  }));
}

function registeredRoles(view: DirectoryView, application: Application): readonly ResourceRoles[] {
  return registered(view, application, 'Role').map(({ resource, ids }) => ({
    resource,
    roleIds: resource.appRoles.map(({ id }) => id).filter((id) => ids.includes(id)),
  }));
}
