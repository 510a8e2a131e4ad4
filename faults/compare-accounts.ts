import type { Connector } from '@/lib/connector/connector';
import { neededPermissions } from '@/lib/siem/catalogue/needed-permissions';
import type { TenantState } from '@/tenant/store/tenant-state';

/** What there was before the portal did anything. */
export type Seed = Pick<TenantState, 'applications' | 'servicePrincipals' | 'appRoleAssignments'>;

/**
 * Holds the portal's rows against the tenant, object by object.
 *
 * @param named object ids that the person was told of, with the way to remove them by hand
 * @returns what disagrees, one sentence each
 */
export function compareAccounts(
  rows: readonly Connector[],
  { seed, state, named }: { readonly seed: Seed; readonly state: TenantState; readonly named: readonly string[] },
): readonly string[] {
  const isNew = (kind: keyof Seed) => {
    const before = new Set(seed[kind].map(({ id }) => id));
    return ({ id }: { readonly id: string }) => !before.has(id) && !named.includes(id);
  };
  const applications = state.applications.filter(isNew('applications'));
  const principals = state.servicePrincipals.filter(isNew('servicePrincipals'));
  const grants = state.appRoleAssignments.filter(isNew('appRoleAssignments'));
  const wrong: string[] = [];
  for (const { id, deletedDateTime } of applications) {
    if (deletedDateTime || !rows.some((row) => row.applicationObjectId === id)) wrong.push(`application ${id} is left`);
  }
  for (const { id } of principals) {
    if (!rows.some((row) => row.servicePrincipalId === id)) wrong.push(`service principal ${id} is left`);
  }
  for (const { id, principalId } of grants) {
    // It goes with its principal.
    if (!named.includes(principalId) && !rows.some((row) => row.servicePrincipalId === principalId))
      wrong.push(`grant ${id} is left`);
  }
  return [...wrong, ...rows.flatMap((row) => compareConnector(row, { applications, grants, principals, named }))];
}

type Made = {
  readonly applications: TenantState['applications'];
  readonly principals: TenantState['servicePrincipals'];
  readonly grants: TenantState['appRoleAssignments'];
  readonly named: readonly string[];
};

function compareConnector(row: Connector, { applications, principals, grants, named }: Made): readonly string[] {
  const application = applications.find(({ id }) => id === row.applicationObjectId);
  if (!application) return [`the connector has lost its application`];
  const wrong: string[] = [];
  if (row.state !== 'ready') wrong.push('the connector is not ready');
  if (!principals.some(({ id }) => id === row.servicePrincipalId)) wrong.push('the service principal is lost');
  const held = grants.filter(({ principalId }) => principalId === row.servicePrincipalId);
  const needed = neededPermissions(row);
  if (held.length !== needed.length) wrong.push(`${held.length} grants in place of ${needed.length}`);
  const kept = row.secrets.filter(({ removedAt }) => !removedAt);
  for (const { keyId, displayName } of application.passwordCredentials) {
    const isKnown = kept.some((secret) => secret.keyId === keyId || secret.label === displayName);
    if (!isKnown && !named.includes(keyId)) wrong.push(`secret ${keyId} is nobody's`);
  }
  // What an exchange could not remove, and what nobody answered, stays on the list: the next work looks for it.
  for (const { keyId, purpose } of kept) {
    const isThere = application.passwordCredentials.some((password) => password.keyId === keyId);
    if (purpose === 'siem' && keyId && !isThere) wrong.push(`secret ${keyId} is lost`);
  }
  return wrong;
}
