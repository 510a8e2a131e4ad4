/** APIs by the names that Entra ID shows for them, and the appId of each one's service principal in every tenant. */
export const siemResources = {
  'Microsoft Graph': '00000003-0000-0000-c000-000000000000',
  WindowsDefenderATP: 'fc780465-2017-40d4-a0c5-307022471b92',
} as const;

/** One application permission: an app role of one API, by value. */
export type SiemPermission = { readonly resource: keyof typeof siemResources; readonly appRole: string };

/** @see https://learn.microsoft.com/defender-endpoint/api/get-alerts */
export const alertRead: SiemPermission = { resource: 'WindowsDefenderATP', appRole: 'Alert.Read.All' };

/** @see https://learn.microsoft.com/graph/permissions-reference */
export const securityAlertRead: SiemPermission = { resource: 'Microsoft Graph', appRole: 'SecurityAlert.Read.All' };
export const securityIncidentRead: SiemPermission = {
  resource: 'Microsoft Graph',
  appRole: 'SecurityIncident.Read.All',
};
export const securityEventsRead: SiemPermission = { resource: 'Microsoft Graph', appRole: 'SecurityEvents.Read.All' };
