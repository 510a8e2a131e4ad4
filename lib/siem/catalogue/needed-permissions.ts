import type { AlertApi } from '../connector-details';
import { evaluateAccess, readableApis, type SiemAccess } from '../siem-access';
import { alertRead, securityAlertRead, type SiemPermission } from '../siem-permission';
import { findSiemFormat, type SiemType } from './siem-catalogue';

/** What a connector is for, as far as its permissions follow from it. */
export type SiemUse = {
  readonly siemType: SiemType;
  readonly api: AlertApi;
  /** Whether the SIEM reads incidents as well. */
  readonly incidents: boolean;
};

/** What reading alerts by one API takes, whatever reads them. */
export const ownPermissions: Readonly<Record<AlertApi, SiemPermission>> = {
  'defender-alerts': alertRead,
  'graph-alerts': securityAlertRead,
};

/**
 * The least that a SIEM needs for what it calls. For one that cannot read the connector's API, what reading that API
 * takes counts as needed.
 */
export function neededBy(access: SiemAccess, { api, incidents }: Omit<SiemUse, 'siemType'>): readonly SiemPermission[] {
  const verdict = evaluateAccess(access, api);
  switch (verdict.kind) {
    case 'no-credential':
      return [];
    case 'other-api':
      return [ownPermissions[api]];
    case 'reads':
      return [...verdict.reading.needs, ...(incidents ? (verdict.reading.incidents ?? []) : [])];
  }
}

export function neededPermissions(use: SiemUse): readonly SiemPermission[] {
  return neededBy(accessOf(use.siemType), use);
}

/** Whether the SIEM can read incidents by this API, for a permission on top. */
export function offersIncidents({ siemType, api }: Omit<SiemUse, 'incidents'>): boolean {
  const verdict = evaluateAccess(accessOf(siemType), api);
  return verdict.kind === 'reads' && (verdict.reading.incidents ?? []).length > 0;
}

/**
 * What the connector becomes when another SIEM is chosen for it: its API stays where the SIEM reads it, and so do
 * incidents where the SIEM reads them.
 */
export function changeUse(api: AlertApi, { siemType, incidents }: Omit<SiemUse, 'api'>): SiemUse {
  const readable = readableApis(accessOf(siemType));
  const next = readable.length === 0 || readable.includes(api) ? api : (readable[0] ?? api);
  return { siemType, api: next, incidents: incidents && offersIncidents({ siemType, api: next }) };
}

/** Each list in the order of what it is taken from. */
export type PermissionDifference = {
  readonly missing: readonly SiemPermission[];
  readonly excess: readonly SiemPermission[];
};

export function comparePermissions(
  needed: readonly SiemPermission[],
  held: readonly SiemPermission[],
): PermissionDifference {
  const without = (some: readonly SiemPermission[], others: readonly SiemPermission[]) =>
    some.filter((one) => !others.some((other) => isSamePermission(one, other)));
  return { missing: without(needed, held), excess: without(held, needed) };
}

export function isDifferent({ missing, excess }: PermissionDifference): boolean {
  return missing.length > 0 || excess.length > 0;
}

export function isSamePermission(one: SiemPermission, other: SiemPermission): boolean {
  return one.resource === other.resource && one.appRole === other.appRole;
}

function accessOf(siemType: SiemType): SiemAccess {
  return findSiemFormat(siemType)?.access ?? { credential: 'none' };
}
