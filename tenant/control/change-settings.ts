import { refuse, succeed, type Result } from '../result';
import { microsoftGraphPermissions } from '../seed/microsoft-graph-permissions';
import { portalGrant } from '../seed/portal-registration';
import { settingsPatchSchema, type TenantSettings } from '../store/tenant-settings';
import type { TenantState } from '../store/tenant-state';
import type { Tenant } from '../tenant-context';
import { firstProblem } from './first-problem';

/** Merges what is given into the settings in force. */
export function changeSettings(tenant: Tenant, body: unknown): Result<TenantSettings, string> {
  const patch = settingsPatchSchema.safeParse(body);
  if (!patch.success) return refuse(firstProblem(patch.error));
  const stranger = patch.data.portalConsent?.find((scope) => !isKnownScope(scope));
  if (stranger !== undefined) return refuse(`portalConsent: '${stranger}' is not a delegated scope of Microsoft Graph`);
  const { secrets, portalConsent, ...rest } = patch.data;
  tenant.store.update((state) => {
    const settings = { ...state.settings, ...rest, secrets: { ...state.settings.secrets, ...secrets } };
    return portalConsent === undefined
      ? { ...state, settings }
      : withPortalConsent({ ...state, settings: { ...settings, portalConsent } }, portalConsent);
  });
  return succeed(tenant.store.read().settings);
}

/** The organisation's consent for the portal becomes exactly this; what single people accepted is forgotten. */
function withPortalConsent(state: TenantState, scopes: readonly string[]): TenantState {
  const grant = portalGrant(scopes);
  const others = state.oauth2PermissionGrants.filter(({ clientId }) => clientId !== grant.clientId);
  return { ...state, oauth2PermissionGrants: [...others, grant] };
}

function isKnownScope(value: string): boolean {
  return microsoftGraphPermissions.some((permission) => permission.value === value && permission.scope !== undefined);
}
