import type { RoleName } from '../../seed/directory-roles';
import type { Application } from '../../store/application';
import type { Caller } from './caller';
import { callerObjectId } from './caller';
import type { GraphRefusal } from './graph-refusal';

/** Any one of these sets is enough; of a set all are needed. */
export type PermissionSets = readonly (readonly string[])[];

export type AccessRule = {
  readonly delegated: PermissionSets;
  /** Empty where Microsoft Graph serves people only. */
  readonly application: PermissionSets;
  /** A person needs one of these directory roles as well. */
  readonly roles?: readonly RoleName[];
  /** Where the service has words of its own for a missing permission. */
  readonly denial?: (caller: Caller) => GraphRefusal;
};

export const applicationAdministrators: readonly RoleName[] = [
  'Global Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
];

export const privilegedAdministrators: readonly RoleName[] = ['Global Administrator', 'Privileged Role Administrator'];

const readingApplications: PermissionSets = [
  ['Application.Read.All'],
  ['Application.ReadWrite.All'],
  ['Directory.Read.All'],
];

export const mayReadApplications: AccessRule = {
  delegated: readingApplications,
  application: [...readingApplications, ['Application.ReadWrite.OwnedBy']],
};

/** The directory role or the ownership is judged where the object is known. */
export const mayWriteApplications: AccessRule = {
  delegated: [['Application.ReadWrite.All']],
  application: [['Application.ReadWrite.All'], ['Application.ReadWrite.OwnedBy']],
};

export function isAllowed(caller: Caller, rule: AccessRule): boolean {
  const sets = caller.kind === 'person' ? rule.delegated : rule.application;
  return holdsPermissions(caller, sets) && holdsRole(caller, rule.roles);
}

export function holdsPermissions(caller: Caller, sets: PermissionSets): boolean {
  return sets.some((set) => set.every((permission) => caller.permissions.has(permission)));
}

/** Applications act without directory roles: their permission is enough. */
export function holdsRole(caller: Caller, roles: readonly RoleName[] | undefined): boolean {
  if (roles === undefined || caller.kind === 'application') return true;
  return roles.some((role) => caller.roles.has(role));
}

/** Administrators of applications, and the owners of this one. */
export function mayManage(caller: Caller, object: Pick<Application, 'ownerIds'>): boolean {
  const isOwner = object.ownerIds.includes(callerObjectId(caller));
  if (caller.kind === 'application') return caller.permissions.has('Application.ReadWrite.All') || isOwner;
  return isOwner || holdsRole(caller, applicationAdministrators);
}
