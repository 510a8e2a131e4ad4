import { randomUUID } from 'node:crypto';
import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { buildServicePrincipal } from '../../entra/install-application';
import { findByAppId } from '../../scenarios/directory-view';
import { windowsDefenderAtpAppId } from '../../seed/windows-defender-atp-permissions';
import type { Application } from '../../store/application';
import type { ServicePrincipalProperties, ServicePrincipal } from '../../store/service-principal';
import { isPresent } from '../../store/soft-delete';
import { applicationAdministrators, holdsRole } from '../protocol/access-rule';
import { callerObjectId, type Caller } from '../protocol/caller';
import { created } from '../protocol/graph-answers';
import type { GraphOutcome } from '../protocol/graph-call';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';
import { exceedsQuota } from './registration-policy';
import { describeServicePrincipal, servicePrincipalRules } from './service-principal-resource';

type ServicePrincipalCreation = {
  readonly appId: string;
  readonly properties: ServicePrincipalProperties;
};

export function createServicePrincipal(
  tenant: Tenant,
  caller: Caller,
  creation: ServicePrincipalCreation,
): GraphOutcome {
  const appId = creation.appId.toLowerCase();
  const { servicePrincipals, settings } = tenant.store.read();
  if (appId === windowsDefenderAtpAppId && !settings.windowsDefenderATP) return installDefender(tenant, caller);
  if (findByAppId(servicePrincipals.filter(isPresent), appId) !== undefined) {
    return fail(refusals.servicePrincipalExists(appId));
  }
  const application = findByAppId(tenant.view().applications, appId);
  if (application === undefined) return fail(refuseUnknown(tenant, creation.appId));
  if (!mayInstall(caller, application)) return fail(refusals.insufficientPrivileges());

  if (exceedsQuota(tenant, caller)) return fail(refusals.quotaExceeded());
  const built = buildServicePrincipal(application, randomUUID());
  const principal: ServicePrincipal = {
    ...built,
    ...creation.properties,
    // The tags of the application are copied to its service principal.
    tags: [...new Set([...built.tags, ...creation.properties.tags])],
    replyUrls: built.replyUrls,
    homepage: creation.properties.homepage ?? built.homepage,
    logoutUrl: creation.properties.logoutUrl ?? built.logoutUrl,
    ownerIds: caller.kind === 'person' && holdsRole(caller, applicationAdministrators) ? [] : [callerObjectId(caller)],
  };
  tenant.change((state) => ({ ...state, servicePrincipals: [...state.servicePrincipals, principal] }));
  return created(servicePrincipalRules, describeServicePrincipal(principal));
}

/** Creating it is how an organisation gets WindowsDefenderATP when its licence did not bring it. */
function installDefender(tenant: Tenant, caller: Caller): GraphOutcome {
  if (!holdsRole(caller, applicationAdministrators)) return fail(refusals.insufficientPrivileges());
  tenant.store.update((state) => ({ ...state, settings: { ...state.settings, windowsDefenderATP: true } }));
  const principal = findByAppId(tenant.view().servicePrincipals, windowsDefenderAtpAppId);
  if (principal === undefined) return fail(refusals.applicationNotReplicated(windowsDefenderAtpAppId));
  return created(servicePrincipalRules, describeServicePrincipal(principal));
}

/** Some replicas say of an application they have not received that it must belong to another tenant. */
function refuseUnknown(tenant: Tenant, appId: string): GraphRefusal {
  const exists = findByAppId(tenant.store.read().applications.filter(isPresent), appId) !== undefined;
  return exists && tenant.replica % 2 === 1
    ? refusals.backingApplicationElsewhere()
    : refusals.applicationNotReplicated(appId);
}

/** For an application of this tenant also its owner, when a developer. */
function mayInstall(caller: Caller, application: Application): boolean {
  const isOwner = application.ownerIds.includes(callerObjectId(caller));
  if (caller.kind === 'application') return caller.permissions.has('Application.ReadWrite.All') || isOwner;
  return holdsRole(caller, applicationAdministrators) || (isOwner && caller.roles.has('Application Developer'));
}
