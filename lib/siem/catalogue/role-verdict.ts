import { evaluateAccess, type SiemAccess } from '../siem-access';
import type { SiemPermission } from '../siem-permission';
import { neededBy, ownPermissions, type SiemUse } from './needed-permissions';

/** Least privilege, judged by the permissions that a token for the connector's API carries. */
export type RoleVerdict = {
  readonly needed: readonly string[];
  /** Needed, and not in the token. */
  readonly missing: readonly string[];
  /** In the token, and neither needed nor asked for by the vendor. */
  readonly excess: readonly string[];
  /** In the token because the vendor's page asks for it; the SIEM's calls do not need it. */
  readonly onlyVendorAsks: readonly string[];
};

/**
 * Takes the roles of a token and how the chosen SIEM gets at alerts. For a SIEM that cannot read the connector's API,
 * what reading that API takes counts as needed; one that signs in by itself needs nothing of a connector. A permission
 * to write includes the one to read.
 */
export function evaluateRoles(
  roles: readonly string[],
  access: SiemAccess,
  use: Omit<SiemUse, 'siemType'>,
): RoleVerdict {
  const { resource } = ownPermissions[use.api];
  const ofThisApi = (permissions: readonly SiemPermission[]) =>
    permissions.filter((permission) => permission.resource === resource).map(({ appRole }) => appRole);
  const verdict = evaluateAccess(access, use.api);
  const needed = ofThisApi(neededBy(access, use));
  const asked = verdict.kind === 'reads' ? ofThisApi(verdict.reading.vendorAsks) : [];
  const unneeded = roles.filter((role) => !needed.includes(role));
  return {
    needed,
    missing: needed.filter((role) => !roles.includes(role) && !roles.includes(role.replace('.Read.', '.ReadWrite.'))),
    excess: unneeded.filter((role) => !asked.includes(role)),
    onlyVendorAsks: unneeded.filter((role) => asked.includes(role)),
  };
}
