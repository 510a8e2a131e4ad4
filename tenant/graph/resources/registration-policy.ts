import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import type { RoleName } from '../../seed/directory-roles';
import type { ApplicationProperties } from '../../store/application';
import { applicationAdministrators, holdsRole } from '../protocol/access-rule';
import { callerObjectId, type Caller } from '../protocol/caller';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';

const registrars: readonly RoleName[] = [...applicationAdministrators, 'Application Developer'];

/** The organisation's word on new applications: who may register one, how many, and what it must say of itself. */
export function authorizeRegistration(
  tenant: Tenant,
  caller: Caller,
  { serviceManagementReference }: Pick<ApplicationProperties, 'serviceManagementReference'>,
): Result<undefined, GraphRefusal> {
  const { registration } = tenant.store.read().settings;
  if (!registration.everybody && !holdsRole(caller, registrars)) return fail(refusals.insufficientPrivileges());
  if (registration.requiresServiceManagementReference && serviceManagementReference === null) {
    return fail(refusals.serviceManagementReferenceRequired());
  }
  return exceedsQuota(tenant, caller) ? fail(refusals.quotaExceeded()) : succeed(undefined);
}

/** Administrators own nothing they make; for everybody else the recycle bin counts too. */
export function exceedsQuota(tenant: Tenant, caller: Caller): boolean {
  if (caller.kind === 'application' || holdsRole(caller, applicationAdministrators)) return false;
  const { applications, servicePrincipals, settings } = tenant.store.read();
  const owned = [...applications, ...servicePrincipals].filter(({ ownerIds }) =>
    ownerIds.includes(callerObjectId(caller)),
  );
  return owned.length >= settings.registration.quota;
}
