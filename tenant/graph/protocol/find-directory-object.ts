import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { Application } from '../../store/application';
import type { ServicePrincipal } from '../../store/service-principal';
import { isPresent } from '../../store/soft-delete';
import type { TenantState } from '../../store/tenant-state';
import { mayManage } from './access-rule';
import type { GraphCall } from './graph-call';
import { readObjectKey, type ObjectKey } from './graph-path';
import { refusals, type GraphRefusal } from './graph-refusal';

/** By object id, or by one of the alternate keys `appId` and `uniqueName`. */
export function findApplication(tenant: Tenant, call: GraphCall): Result<Application, GraphRefusal> {
  const key = readObjectKey(call.keys[0] ?? '');
  const found = tenant.view().applications.find((application) => isApplicationKey(application, key));
  return found === undefined ? fail(refusals.notFound(key.value)) : succeed(found);
}

/**
 * The application, when the caller may change it: found as this replica has it, handed over as it was last written,
 * so that a change never takes back what has not arrived here yet.
 */
export function findManagedApplication(tenant: Tenant, call: GraphCall): Result<Application, GraphRefusal> {
  const found = findApplication(tenant, call);
  if (!found.ok) return found;
  const stored = findById(tenant.store.read().applications.filter(isPresent), found.value.id);
  if (stored === undefined) return fail(refusals.notFound(found.value.id));
  return mayManage(call.caller, stored) ? succeed(stored) : fail(refusals.insufficientPrivileges());
}

/** The same for a service principal. */
export function findManagedServicePrincipal(tenant: Tenant, call: GraphCall): Result<ServicePrincipal, GraphRefusal> {
  const found = findServicePrincipal(tenant, call);
  if (!found.ok) return found;
  const stored = findById(tenant.store.read().servicePrincipals.filter(isPresent), found.value.id);
  if (stored === undefined) return fail(refusals.notFound(found.value.id));
  return mayManage(call.caller, stored) ? succeed(stored) : fail(refusals.insufficientPrivileges());
}

export function findServicePrincipal(tenant: Tenant, call: GraphCall): Result<ServicePrincipal, GraphRefusal> {
  const key = readObjectKey(call.keys[0] ?? '');
  const found = tenant.view().servicePrincipals.find((principal) => isServicePrincipalKey(principal, key));
  return found === undefined ? fail(refusals.notFound(key.value)) : succeed(found);
}

/** Rewrites one application in the state itself, whatever the view hides of it. */
export function withApplication(
  state: TenantState,
  id: string,
  change: (application: Application) => Application,
): TenantState {
  const applications = state.applications.map((application) =>
    application.id === id ? change(application) : application,
  );
  return { ...state, applications };
}

/** The same for a service principal. */
export function withServicePrincipal(
  state: TenantState,
  id: string,
  change: (principal: ServicePrincipal) => ServicePrincipal,
): TenantState {
  const servicePrincipals = state.servicePrincipals.map((principal) =>
    principal.id === id ? change(principal) : principal,
  );
  return { ...state, servicePrincipals };
}

function isApplicationKey(application: Application, { property, value }: ObjectKey): boolean {
  if (property === 'uniqueName') return application.uniqueName === value;
  if (property === 'appId') return application.appId === value.toLowerCase();
  return property === 'id' && application.id === value.toLowerCase();
}

function isServicePrincipalKey(principal: ServicePrincipal, { property, value }: ObjectKey): boolean {
  if (property === 'appId') return principal.appId === value.toLowerCase();
  return property === 'id' && principal.id === value.toLowerCase();
}
