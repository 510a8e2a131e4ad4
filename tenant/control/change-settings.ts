import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { policyCodes, policyOf } from '../entra/sign-in-policies';
import { longestTravelTime } from '../scenarios/replicas';
import { microsoftGraphPermissions } from '../seed/microsoft-graph-permissions';
import { portalGrant } from '../seed/portal-registration';
import { settingsPatchSchema, type SettingsPatch, type TenantSettings } from '../store/tenant-settings';
import type { TenantState } from '../store/tenant-state';
import { firstProblem } from './first-problem';

/** Merges what is given into the settings in force. */
export function changeSettings(tenant: Tenant, body: unknown): Result<TenantSettings, string> {
  const patch = settingsPatchSchema.safeParse(body);
  if (!patch.success) return fail(firstProblem(patch.error));
  const problem = problemWith(patch.data);
  if (problem !== undefined) return fail(problem);
  const { portalConsent } = patch.data;
  tenant.store.update((state) => {
    const settings = merge(state.settings, patch.data, tenant.clock.now());
    const changed = { ...state, settings, versions: longestTravelTime(settings) === 0 ? [] : state.versions };
    return portalConsent === undefined ? changed : withPortalConsent(changed, portalConsent);
  });
  return succeed(tenant.store.read().settings);
}

function problemWith({ portalConsent, signInRefusals }: SettingsPatch): string | undefined {
  const stranger = portalConsent?.find((scope) => !isKnownScope(scope));
  if (stranger !== undefined) return `portalConsent: '${stranger}' is not a delegated scope of Microsoft Graph`;
  const code = signInRefusals?.find((one) => policyOf(one.code) === undefined)?.code;
  return code === undefined ? undefined : `signInRefusals: ${code} is not among ${policyCodes.join(', ')}`;
}

function merge(settings: TenantSettings, patch: SettingsPatch, now: number): TenantSettings {
  const { replication, secrets, registration, pages, signInRefusals, ...rest } = patch;
  return {
    ...settings,
    ...rest,
    replication: { ...settings.replication, ...replication },
    secrets: { ...settings.secrets, ...secrets },
    registration: { ...settings.registration, ...registration },
    pages: { ...settings.pages, ...pages },
    signInRefusals: signInRefusals?.map((one) => ({ ...one, since: now })) ?? settings.signInRefusals,
  };
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
