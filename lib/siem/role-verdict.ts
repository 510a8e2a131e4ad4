import type { AlertApi } from './connector-details';
import { judgeAccess, type SiemAccess } from './siem-access';
import { alertRead, securityAlertRead, type SiemPermission } from './siem-permission';

/** Least privilege, judged by the permissions that a token for the connector's API carries. */
export type RoleVerdict = {
  readonly needed: readonly string[];
  /** Needed, and not in the token. */
  readonly missing: readonly string[];
  /** In the token, and neither needed nor asked for by the vendor. */
  readonly excess: readonly string[];
};

const ownPermissions: Readonly<Record<AlertApi, SiemPermission>> = {
  'defender-alerts': alertRead,
  'graph-alerts': securityAlertRead,
};

/**
 * Takes the roles of a token and how the chosen SIEM gets at alerts. For a SIEM that cannot read the connector's API,
 * what reading that API takes counts as needed. A permission to write includes the one to read.
 */
export function judgeRoles(roles: readonly string[], access: SiemAccess, api: AlertApi): RoleVerdict {
  const own = ownPermissions[api];
  const verdict = judgeAccess(access, api);
  const reading = verdict.kind === 'reads' ? verdict.reading : { needs: [own], vendorAsks: [] };
  const ofThisApi = ({ resource }: SiemPermission) => resource === own.resource;
  const needed = reading.needs.filter(ofThisApi).map(({ appRole }) => appRole);
  const asked = reading.vendorAsks.filter(ofThisApi).map(({ appRole }) => appRole);
  return {
    needed,
    missing: needed.filter((role) => !roles.includes(role) && !roles.includes(role.replace('.Read.', '.ReadWrite.'))),
    excess: roles.filter((role) => !needed.includes(role) && !asked.includes(role)),
  };
}
