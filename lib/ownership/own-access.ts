import { apiFacts } from '@/lib/cloud/alert-api';
import type { Connector } from '@/lib/connector/connector';
import type { ServiceError } from '@/lib/http/service-error';
import type { Registration } from '@/lib/graph/registration-reads';
import { fail, type Result, succeed } from '@/lib/result';
import { isSamePermission, neededPermissions, ownPermissions } from '@/lib/siem/catalogue/needed-permissions';
import { siemResources } from '@/lib/siem/siem-permission';
import { findForeign, type Foreign, type OwnAccess } from './foreign';
import { permissionNames, permissionsSeen, type RegistrationLook, unreadPart } from './registration-look';
import { isGrantOf, type TenantPermission } from './tenant-permission';

/** What an application is for, and how far it may differ from what this portal made. */
export type Expected = Pick<OwnAccess, 'personId' | 'isOwnSecret' | 'redirectUris'> &
  Pick<Connector, 'api' | 'siemType' | 'incidents'> & {
    /**
     * needed: what reading alerts takes, and the least that its SIEM needs, before anything is granted. managed: anything that this portal grants and
     * removes, which a section of its own compares.
     */
    readonly permissions: 'needed' | 'managed';
  };

/** Secrets by the rows of a connector: what Microsoft made for this portal has its key id there. */
export function secretsOfRows({ secrets }: Connector): OwnAccess['isOwnSecret'] {
  const keyIds = new Set(secrets.flatMap(({ keyId, removedAt }) => (removedAt ? [] : (keyId ?? []))));
  return ({ keyId }) => keyIds.has(keyId);
}

/** @returns what is foreign; why it cannot be said when a part was not read */
export function judge(look: RegistrationLook, expected: Expected): Result<readonly Foreign[], ServiceError> {
  const registration = wholeRegistration(look);
  if (!registration.ok) return registration;
  return succeed(findForeign(registration.value, ownAccess(look, expected)));
}

function wholeRegistration(look: RegistrationLook): Result<Registration, ServiceError> {
  const { application, principal, owners, principalOwners, federated, grants } = look;
  if (!application.ok) return application;
  if (!principal.ok) return principal;
  if (!owners.ok) return owners;
  if (!principalOwners.ok) return principalOwners;
  if (!federated.ok) return federated;
  if (!grants.ok) return grants;
  const unread = unreadPart(look);
  if (unread) return fail(unread);
  return succeed({
    ...{ application: application.value, principal: principal.value, owners: owners.value },
    ...{ principalOwners: principalOwners.value, federated: federated.value, grants: grants.value },
  });
}

function ownAccess(look: RegistrationLook, expected: Expected): OwnAccess {
  const { personId, isOwnSecret, redirectUris, api } = expected;
  const allowed = allowedPermissions(look, expected);
  const { resourceAppId: ownAppId, delegatedScopeId } = apiFacts(api);
  return {
    ...{ personId, isOwnSecret, redirectUris, names: permissionNames(look) },
    mayRequest: (resourceAppId, { id, type }) =>
      type === 'Scope'
        ? resourceAppId === ownAppId && id === delegatedScopeId
        : allowed.some(({ resource, appRoleId }) => siemResources[resource] === resourceAppId && appRoleId === id),
    mayHold: (grant) => allowed.some((permission) => isGrantOf(permission, grant)),
  };
}

function allowedPermissions(look: RegistrationLook, { permissions, ...use }: Expected): readonly TenantPermission[] {
  const known = permissionsSeen(look) ?? [];
  if (permissions === 'managed') return known;
  const needed = [ownPermissions[use.api], ...neededPermissions(use)];
  return known.filter((one) => needed.some((other) => isSamePermission(one, other)));
}
