import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { findById } from '../scenarios/directory-view';
import type { RoleName } from '../seed/directory-roles';
import { defenderApiNames } from '@siem-connect/foundation/api-names';
import { windowsDefenderAtpAppId } from '../seed/windows-defender-atp-permissions';
import { readAccessToken, type AccessToken } from '../tokens/read-access-token';
import { defenderRefusals, type DefenderRefusal } from './defender-refusal';
import { securityReaders } from './security-readers';

const applicationPermissions = ['Alert.Read.All', 'Alert.ReadWrite.All'];
const delegatedPermissions = ['Alert.Read', 'Alert.ReadWrite'];

/** Lets callers through who may read alerts; the token must be meant for WindowsDefenderATP and nothing else. */
export async function authorizeAlertReader(
  tenant: Tenant,
  authorization: string | undefined,
): Promise<Result<undefined, DefenderRefusal>> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return fail(defenderRefusals.unauthorized());
  const audiences = [...defenderApiNames, windowsDefenderAtpAppId];
  const read = await readAccessToken(tenant.keys, token, { audiences, now: tenant.clock.now() });
  if (!read.ok) return fail(defenderRefusals.unauthorized());
  const permitted = authorizePermission(tenant, read.value);
  if (!permitted.ok) return permitted;
  return tenant.store.read().settings.defenderLicence ? succeed(undefined) : fail(defenderRefusals.notProvisioned());
}

function authorizePermission(tenant: Tenant, token: AccessToken): Result<undefined, DefenderRefusal> {
  if (token.idtyp === 'app') {
    return token.roles.some((role) => applicationPermissions.includes(role))
      ? succeed(undefined)
      : fail(defenderRefusals.missingPermission(applicationPermissions, 'application'));
  }
  if (!token.scp.split(' ').some((scope) => delegatedPermissions.includes(scope))) {
    return fail(defenderRefusals.missingPermission(delegatedPermissions, 'delegated'));
  }
  const view = tenant.view();
  const person = findById(view.people, token.oid);
  const roles = person === undefined ? new Set<RoleName>() : view.rolesOf(person.id);
  return securityReaders.some((role) => roles.has(role)) ? succeed(undefined) : fail(defenderRefusals.missingRole());
}
