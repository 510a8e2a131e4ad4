import type { Application, StoredPassword } from '../store/application';
import type { ObjectVersion, TenantState } from '../store/tenant-state';
import type { Standpoint } from './replicas';

type Directory = Pick<
  TenantState,
  'applications' | 'servicePrincipals' | 'appRoleAssignments' | 'oauth2PermissionGrants'
>;

/** The directory as one replica has it: for every object the newest version that has arrived there. */
export function stateAt(state: TenantState, { hasReceived }: Standpoint): Directory {
  if (state.versions.every(hasReceived)) return state;
  const shown = oldestMissing(state.versions, hasReceived);
  const applications = replace(state.applications, select(shown, 'application'));
  const passwords = select(shown, 'password');
  return {
    applications: applications.map((application) => withPasswords(application, state, passwords)),
    servicePrincipals: replace(state.servicePrincipals, select(shown, 'servicePrincipal')),
    appRoleAssignments: replace(state.appRoleAssignments, select(shown, 'appRoleAssignment')),
    oauth2PermissionGrants: replace(state.oauth2PermissionGrants, select(shown, 'permissionGrant')),
  };
}

/** Per object the first write after the newest one that has arrived: its `before` is what the replica shows. */
function oldestMissing(
  versions: readonly ObjectVersion[],
  hasReceived: Standpoint['hasReceived'],
): readonly ObjectVersion[] {
  const missing = new Map<string, ObjectVersion>();
  const resolved = new Set<string>();
  for (const version of versions.toReversed()) {
    const key = `${version.kind}/${version.id}`;
    if (resolved.has(key)) continue;
    if (hasReceived(version)) resolved.add(key);
    else missing.set(key, version);
  }
  return [...missing.values()];
}

function select<K extends ObjectVersion['kind']>(
  versions: readonly ObjectVersion[],
  kind: K,
): readonly Extract<ObjectVersion, { kind: K }>[] {
  return versions.filter((version): version is Extract<ObjectVersion, { kind: K }> => version.kind === kind);
}

function replace<T extends { readonly id: string }>(
  objects: readonly T[],
  shown: readonly { readonly id: string; readonly before: T | null }[],
): T[] {
  if (shown.length === 0) return [...objects];
  const touched = new Set(shown.map(({ id }) => id));
  return [
    ...objects.filter(({ id }) => !touched.has(id)),
    ...shown.flatMap(({ before }) => (before === null ? [] : [before])),
  ];
}

/** Secrets travel apart from their application, so that an older application may have a newer secret. */
function withPasswords(
  application: Application,
  { applications }: TenantState,
  shown: readonly Extract<ObjectVersion, { kind: 'password' }>[],
): Application {
  const stored = applications.find(({ id }) => id === application.id) ?? application;
  const own = shown.filter(({ applicationId }) => applicationId === application.id);
  const touched = new Set(own.map(({ id }) => id));
  const passwordCredentials: StoredPassword[] = [
    ...stored.passwordCredentials.filter(({ keyId }) => !touched.has(keyId)),
    ...own.flatMap(({ before }) => (before === null ? [] : [before])),
  ];
  return { ...application, passwordCredentials };
}
