import { quietSettings, type TenantSettings } from '../store/tenant-settings';
import type { TenantState } from '../store/tenant-state';
import { firstPartyServicePrincipals } from './first-party-apps';
import { groups, people, roleAssignments } from './people';
import {
  portalAppId,
  portalApplication,
  portalConsentByDefault,
  portalGrant,
  portalLogoutUrl,
  portalPassword,
  portalRedirectUris,
  portalServicePrincipal,
  type PortalRegistration,
} from './portal-registration';

const defaultSettings: TenantSettings = {
  ...quietSettings,
  secrets: { forbidden: false, maxLifetime: 'P180D' },
  defenderLicence: true,
  windowsDefenderATP: true,
  clockOffsetMs: 0,
  portalConsent: [...portalConsentByDefault],
};

export function seedState(portal: PortalRegistration): TenantState {
  return {
    version: 1,
    seededAt: portal.now,
    settings: defaultSettings,
    people: [...people],
    groups: [...groups],
    roleAssignments: [...roleAssignments],
    applications: [portalApplication(portal)],
    servicePrincipals: [...firstPartyServicePrincipals, portalServicePrincipal()],
    appRoleAssignments: [],
    oauth2PermissionGrants: [portalGrant(defaultSettings.portalConsent)],
    refreshTokens: [],
    writes: 0,
    versions: [],
  };
}

/** The portal may have moved, or its secret file been removed, since the state was written. */
export function withPortalRegistration(state: TenantState, portal: PortalRegistration): TenantState {
  const password = portalPassword(portal);
  return {
    ...state,
    applications: state.applications.map((application) =>
      application.appId === portalAppId
        ? {
            ...application,
            web: {
              ...application.web,
              redirectUris: portalRedirectUris(portal.portalUrl),
              logoutUrl: portalLogoutUrl(portal.portalUrl),
            },
            passwordCredentials: [
              ...application.passwordCredentials.filter(({ keyId }) => keyId !== password.keyId),
              password,
            ],
          }
        : application,
    ),
  };
}
