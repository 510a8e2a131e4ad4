import type { TenantState } from '../support/tenant-control';
import type { ListedSecret } from './portal-pages';

/** What the portal says that it has: the id of each connector, and its secrets. */
export type PortalSays = ReadonlyMap<string, readonly ListedSecret[]>;

/** Ids of principals that no connector brought. */
export type Before = ReadonlySet<string>;

export function principalsOf({ servicePrincipals, appRoleAssignments, oauth2PermissionGrants }: TenantState): Before {
  return new Set([
    ...servicePrincipals.map(({ id }) => id),
    ...appRoleAssignments.map(({ principalId }) => principalId),
    ...oauth2PermissionGrants.map(({ clientId }) => clientId),
  ]);
}

const NAME = 'siem-connect-';

/** The connector that an application was made for, by the unique name that the portal gave it. */
function connectorOf({ uniqueName }: TenantState['applications'][number]): string | null {
  return uniqueName?.startsWith(NAME) ? uniqueName.slice(NAME.length) : null;
}

/** Applications of this portal that none of its connectors knows: lost, whatever happens next. */
export function unknownApplications(state: TenantState, connectors: ReadonlySet<string>): readonly string[] {
  return madeHere(state).flatMap(({ application, connector }) =>
    connectors.has(connector) ? [] : [`application ${application.appId} has no connector ${connector}`],
  );
}

/**
 * Compares a portal at rest with its tenant: each connector has its application, principal, permission and exactly
 * the secrets that its page shows, and nothing else of this portal's is in the directory.
 *
 * @returns what differs, in words
 */
export function compare(state: TenantState, says: PortalSays, before: Before): readonly string[] {
  const made = madeHere(state);
  const orphans = unknownApplications(state, new Set(says.keys()));
  const { applications, servicePrincipals } = state.deletedItems;
  const deleted = [...applications, ...servicePrincipals].map((item) => `in the recycle bin: ${JSON.stringify(item)}`);
  const differences = [...says].flatMap(([connector, secrets]) => {
    const own = made.filter((one) => one.connector === connector);
    const [found] = own;
    if (!found || own.length > 1) return [`connector ${connector} has ${own.length} applications`];
    return compareOne(state, found.application, secrets).map((words) => `connector ${connector}: ${words}`);
  });
  return [...orphans, ...deleted, ...differences, ...loosePrincipals(state, before)];
}

function madeHere({ applications }: TenantState) {
  return applications.flatMap((application) => {
    const connector = connectorOf(application);
    return connector ? [{ application, connector }] : [];
  });
}

function compareOne(
  { servicePrincipals, appRoleAssignments }: TenantState,
  { appId, passwordCredentials }: TenantState['applications'][number],
  secrets: readonly ListedSecret[],
): readonly string[] {
  const principals = servicePrincipals.filter((principal) => principal.appId === appId);
  const grants = appRoleAssignments.filter(({ principalId }) => principals.some(({ id }) => id === principalId));
  const shown = new Set(secrets.map(({ keyId }) => keyId));
  const there = new Set(passwordCredentials.map(({ keyId }) => keyId));
  return [
    ...(principals.length === 1 ? [] : [`${principals.length} service principals`]),
    ...(grants.length === 1 ? [] : [`${grants.length} permissions`]),
    ...passwordCredentials
      .filter(({ keyId }) => !shown.has(keyId))
      .map(({ keyId, displayName }) => `secret ${keyId} (${displayName ?? ''}) is in the directory only`),
    ...secrets.filter(({ keyId }) => !there.has(keyId)).map(({ keyId }) => `secret ${keyId} is on the page only`),
  ];
}

/** Whether the connector's application has a secret that its page does not name. */
export function leftCredentials(state: TenantState, says: PortalSays, connectorId: string): boolean {
  const shown = new Set(says.get(connectorId)?.map(({ keyId }) => keyId));
  return madeHere(state).some(
    ({ application, connector }) =>
      connector === connectorId && application.passwordCredentials.some(({ keyId }) => !shown.has(keyId)),
  );
}

/** Principals and permissions whose application has gone, but for those that were there before. */
function loosePrincipals(state: TenantState, before: Before) {
  const { applications, servicePrincipals, appRoleAssignments, oauth2PermissionGrants } = state;
  const isLoose = (id: string) => !before.has(id) && !servicePrincipals.some((principal) => principal.id === id);
  const loose = servicePrincipals.filter(
    ({ id, appId }) => !before.has(id) && !applications.some((application) => application.appId === appId),
  );
  const grants = appRoleAssignments.filter(({ principalId }) => isLoose(principalId));
  const consents = oauth2PermissionGrants.filter(({ clientId }) => isLoose(clientId));
  return [
    ...loose.map(({ id }) => `service principal ${id} has no application`),
    ...grants.map(({ principalId }) => `a permission is left of service principal ${principalId}`),
    ...consents.map(({ clientId, scope }) => `consent to ${scope} is left of service principal ${clientId}`),
  ];
}
