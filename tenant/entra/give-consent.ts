import { randomUUID } from 'node:crypto';
import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import type { Application } from '../store/application';
import { mintRelationKey } from '../store/object-key';
import { isPresent } from '../store/soft-delete';
import type { PermissionGrant, TenantState } from '../store/tenant-state';
import type { ResourceScopes } from './consent';
import { buildServicePrincipal } from './install-application';

type Consent = {
  readonly application: Application;
  /** `null`: for everybody in the organisation. */
  readonly principalId: string | null;
  readonly scopes: readonly ResourceScopes[];
};

/** A consent counts at once: the code that follows it would be worthless otherwise. */
export function giveConsent(tenant: Tenant, { application, principalId, scopes }: Consent): void {
  tenant.store.update((state) => {
    const withPrincipal = ensureServicePrincipal(state, application);
    const client = findByAppId(withPrincipal.servicePrincipals.filter(isPresent), application.appId);
    if (client === undefined) return state;
    return scopes.reduce<TenantState>(
      (changed, entry) => addToGrant(changed, { clientId: client.id, principalId, entry }),
      withPrincipal,
    );
  });
}

/** Consent also installs the application: Entra ID makes the missing service principal on the way. */
function ensureServicePrincipal(state: TenantState, application: Application): TenantState {
  if (findByAppId(state.servicePrincipals.filter(isPresent), application.appId) !== undefined) return state;
  return {
    ...state,
    servicePrincipals: [...state.servicePrincipals, buildServicePrincipal(application, randomUUID())],
  };
}

type GrantAddition = {
  readonly clientId: string;
  readonly principalId: string | null;
  readonly entry: ResourceScopes;
};

function addToGrant(state: TenantState, { clientId, principalId, entry }: GrantAddition): TenantState {
  const isSame = (grant: PermissionGrant) =>
    grant.clientId === clientId && grant.principalId === principalId && grant.resourceId === entry.resource.id;
  const existing = state.oauth2PermissionGrants.find(isSame);
  const scope = [...new Set([...(existing?.scope.split(' ') ?? []), ...entry.scopes])].join(' ');
  const grant: PermissionGrant = {
    id: existing?.id ?? mintRelationKey(),
    clientId,
    consentType: principalId === null ? 'AllPrincipals' : 'Principal',
    principalId,
    resourceId: entry.resource.id,
    scope,
  };
  return {
    ...state,
    oauth2PermissionGrants: [...state.oauth2PermissionGrants.filter((other) => !isSame(other)), grant],
  };
}
