import type { KnownPermission } from './microsoft-graph-permissions';

export const microsoftThreatProtectionAppId = '8ee8fdad-f234-4243-8f3b-15c294843740';

export const microsoftThreatProtectionUri = 'https://api.security.microsoft.com';

const appRoles: readonly (readonly [value: string, id: string])[] = [
  ['AdvancedHunting.Read.All', '7734e8e5-8dde-42fc-b5ae-6eafea078693'],
  ['CustomDetections.ReadWrite.All', 'a7deff90-e2f5-4e4e-83a3-2c74e7002e28'],
  ['Incident.Read.All', 'a9790345-4595-42e4-971a-ccdc79f19b7c'],
  ['Incident.ReadWrite.All', '8d90f441-09cf-4fdc-ab45-e874fa3a28e8'],
];

const scopes: readonly (readonly [value: string, id: string])[] = [
  ['AdvancedHunting.Read', '15f11de4-5113-4268-a2d1-0bad43d781f9'],
  ['CustomDetections.ReadWrite', 'ddbb8d0c-c86b-4ece-bcb7-0f031a9cf103'],
  ['Incident.Read', '12c153a4-4204-4224-aa3c-4626e2f47c2b'],
  ['Incident.ReadWrite', '2af415cc-88cf-4146-a0c8-444c3a80d5db'],
];

/** Their display names are not published: the values stand in for them. */
export const microsoftThreatProtectionPermissions: readonly KnownPermission[] = [
  ...appRoles.map(([value, id]) => ({ value, appRole: { id, displayName: value } })),
  ...scopes.map(([value, id]) => ({ value, scope: { id, displayName: value, consent: 'Admin' as const } })),
];
