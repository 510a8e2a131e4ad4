import type { Application } from '../store/application';
import type { ObjectVersion, TenantState } from '../store/tenant-state';
import { longestTravelTime } from './replicas';

/** The new state, remembering what every replica shows until the write has reached it. */
export function recordVersions(before: TenantState, after: TenantState, now: number): TenantState {
  const longest = longestTravelTime(after.settings);
  const travelling = after.versions.filter(({ writtenAt }) => writtenAt + longest > now);
  if (longest === 0) return { ...after, versions: [] };
  const versions = changesBetween(before, after).map((change, index) => ({
    ...change,
    number: after.writes + index,
    writtenAt: now,
  }));
  return { ...after, writes: after.writes + versions.length, versions: [...travelling, ...versions] };
}

type Unplaced<T> = T extends ObjectVersion ? Omit<T, 'number' | 'writtenAt'> : never;
type Change = Unplaced<ObjectVersion>;

/** Ids of the objects a second writer would collide on; a new grant or secret has an owner. */
export function touchedObjects(before: TenantState, after: TenantState): ReadonlySet<string> {
  return new Set(changesBetween(before, after).flatMap((change) => ownersOf(change, after)));
}

function ownersOf(change: Change, { appRoleAssignments, oauth2PermissionGrants }: TenantState): readonly string[] {
  switch (change.kind) {
    case 'application':
    case 'servicePrincipal':
      return [change.id];
    case 'password':
      return [change.applicationId];
    case 'appRoleAssignment': {
      const assignment = change.before ?? appRoleAssignments.find(({ id }) => id === change.id);
      return assignment === undefined ? [] : [assignment.principalId];
    }
    case 'permissionGrant': {
      const grant = change.before ?? oauth2PermissionGrants.find(({ id }) => id === change.id);
      return grant === undefined ? [] : [grant.clientId];
    }
  }
}

function changesBetween(before: TenantState, after: TenantState): readonly Change[] {
  return [
    ...changed(before.applications, after.applications, isSameButPasswords).map(
      (one) => ({ kind: 'application', ...one }) as const,
    ),
    ...changedPasswords(before.applications, after.applications),
    ...changed(before.servicePrincipals, after.servicePrincipals).map(
      (one) => ({ kind: 'servicePrincipal', ...one }) as const,
    ),
    ...changed(before.appRoleAssignments, after.appRoleAssignments).map(
      (one) => ({ kind: 'appRoleAssignment', ...one }) as const,
    ),
    ...changed(before.oauth2PermissionGrants, after.oauth2PermissionGrants).map(
      (one) => ({ kind: 'permissionGrant', ...one }) as const,
    ),
  ];
}

type Changed<T> = { readonly id: string; readonly before: T | null };

function changed<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  isSame: (left: T, right: T) => boolean = Object.is,
): readonly Changed<T>[] {
  if (before === after) return [];
  const old = new Map(before.map((object) => [object.id, object]));
  const kept = new Set(after.map(({ id }) => id));
  const written = after.flatMap((object) => {
    const previous = old.get(object.id) ?? null;
    return previous !== null && isSame(previous, object) ? [] : [{ id: object.id, before: previous }];
  });
  const removed = before.filter(({ id }) => !kept.has(id)).map((object) => ({ id: object.id, before: object }));
  return [...written, ...removed];
}

/** Secrets travel on their own: an application may be known somewhere before its secret is. */
function changedPasswords(before: readonly Application[], after: readonly Application[]): readonly Change[] {
  if (before === after) return [];
  const passwordsOf = (applications: readonly Application[]) =>
    applications.flatMap(({ id, passwordCredentials }) =>
      passwordCredentials.map((password) => ({ id: password.keyId, applicationId: id, password })),
    );
  const old = new Map(passwordsOf(before).map((entry) => [entry.id, entry]));
  const current = passwordsOf(after);
  const kept = new Set(current.map(({ id }) => id));
  const added = current
    .filter(({ id, password }) => old.get(id)?.password !== password)
    .map(({ id, applicationId }) => ({ id, applicationId, before: old.get(id)?.password ?? null }));
  const removed = [...old.values()]
    .filter(({ id }) => !kept.has(id))
    .map(({ id, applicationId, password }) => ({ id, applicationId, before: password }));
  return [...added, ...removed].map((one) => ({ kind: 'password', ...one }) as const);
}

function isSameButPasswords(left: Application, right: Application): boolean {
  if (left === right) return true;
  const members = Object.entries({ ...left, passwordCredentials: null });
  const others = new Map<string, unknown>(Object.entries({ ...right, passwordCredentials: null }));
  return members.every(([name, value]) => others.get(name) === value);
}
