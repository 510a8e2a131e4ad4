import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import type { Application } from '../store/application';
import { aadsts, type Aadsts } from './aadsts';

/** A registration gets tokens only through its service principal in this tenant, and only while neither is off. */
export function requireUsablePrincipal(tenant: Tenant, application: Application): Result<undefined, Aadsts> {
  const principal = findByAppId(tenant.view().servicePrincipals, application.appId);
  if (principal === undefined) return fail(aadsts.missingServicePrincipal(application.appId));
  return principal.accountEnabled && !isSwitchedOff(application)
    ? succeed(undefined)
    : fail(aadsts.disabledApplication(application));
}

/** Deactivated by its owner, or disabled by Microsoft. */
export function isSwitchedOff({ isDisabled, disabledByMicrosoftStatus }: Application): boolean {
  return isDisabled === true || disabledByMicrosoftStatus !== null;
}
