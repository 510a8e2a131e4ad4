/** APIs by the names that Entra ID shows for them, and the appId of each one's service principal in every tenant. */
export const siemResources = {
  'Microsoft Graph': '00000003-0000-0000-c000-000000000000',
  WindowsDefenderATP: 'fc780465-2017-40d4-a0c5-307022471b92',
  'Microsoft Threat Protection': '8ee8fdad-f234-4243-8f3b-15c294843740',
} as const;

export type SiemResource = keyof typeof siemResources;

/** One application permission: an app role of one API, by value. */
export type SiemPermission = { readonly resource: SiemResource; readonly appRole: string };

/** @see https://learn.microsoft.com/defender-endpoint/api/get-alerts */
export const alertRead: SiemPermission = { resource: 'WindowsDefenderATP', appRole: 'Alert.Read.All' };

/** @see https://learn.microsoft.com/graph/permissions-reference */
export const securityAlertRead: SiemPermission = { resource: 'Microsoft Graph', appRole: 'SecurityAlert.Read.All' };
export const securityIncidentRead: SiemPermission = {
  resource: 'Microsoft Graph',
  appRole: 'SecurityIncident.Read.All',
};

/** Incidents by the API of Defender XDR itself, which Microsoft calls Threat Protection. */
export const incidentRead: SiemPermission = { resource: 'Microsoft Threat Protection', appRole: 'Incident.Read.All' };

/** Nothing here reads by it; the pages of some vendors ask for it. */
export const securityEventsRead: SiemPermission = { resource: 'Microsoft Graph', appRole: 'SecurityEvents.Read.All' };

/** What this portal grants and removes. Any other permission is left to whoever granted it. */
export const managedPermissions: readonly SiemPermission[] = [
  alertRead,
  securityAlertRead,
  securityIncidentRead,
  incidentRead,
];
