import type { KnownPermission } from './microsoft-graph-permissions';

export const windowsDefenderAtpAppId = 'fc780465-2017-40d4-a0c5-307022471b92';

/**
 * Each is the audience of tokens for the Defender for Endpoint API; the last two are the US Government's.
 *
 * @see https://learn.microsoft.com/defender-endpoint/gov#api
 */
export const windowsDefenderAtpUris = [
  'https://api.securitycenter.microsoft.com',
  'https://securitycenter.onmicrosoft.com/windowsatpservice',
  'https://api-gcc.securitycenter.microsoft.us',
  'https://api-gov.securitycenter.microsoft.us',
] as const;

const appRoles: readonly (readonly [value: string, id: string, displayName: string])[] = [
  ['AdvancedQuery.Read.All', '93489bf5-0fbc-4f2d-b901-33f2fe08ff05', 'Run advanced queries'],
  ['Alert.Read.All', '71fe6b80-7034-4028-9ed8-0f316df9c3ff', 'Read all alerts'],
  ['Alert.ReadWrite.All', '0f7000ec-157b-497f-b70e-ef0b0584f140', 'Read and write all alerts'],
  ['Event.Write', '84ddd701-5fac-4c30-b0ad-aa73a67bea1a', 'Write timeline events'],
  ['File.Read.All', '8788f1a9-beca-4e26-ba58-10513f3b896f', 'Read file profiles'],
  ['IntegrationConfiguration.ReadWrite', '7c6f6912-60e9-4fcd-bb2a-c25bc35e8c59', 'Read and Write Integration settings'],
  ['Ip.Read.All', '47bf842d-354b-49ef-b741-3a6dd815bc13', 'Read IP address profiles'],
  ['Library.Manage', '41d209c7-2511-4fc9-b899-8008a3976f09', 'Manage live response library files'],
  ['Machine.CollectForensics', '15405ab2-2103-4a3c-ad80-e829841cedcc', 'Collect forensics'],
  ['Machine.Isolate', '7e4e1300-e1b9-4102-88ba-f0cb6e6d5974', 'Isolate machine'],
  ['Machine.LiveResponse', '1629b959-c0af-42a1-92f0-f6162060bdf1', 'Run live response on a specific machine'],
  ['Machine.Offboard', '594435bf-36dd-4548-83bd-1bdafe157d7a', 'Offboard machine'],
  ['Machine.Read.All', 'ea8291d3-4b9a-44b5-bc3a-6cea3026dc79', 'Read all machine profiles'],
  ['Machine.ReadWrite.All', 'aa027352-232b-4ed4-b963-a705fc4d6d2c', 'Read and write all machine information'],
  ['Machine.RestrictExecution', '96b6b35d-074d-4e2d-b167-8d68d9269648', 'Restrict code execution'],
  ['Machine.Scan', 'a86d9824-b2b6-45f8-b042-16bc4922ed4e', 'Scan machine'],
  ['Machine.StopAndQuarantine', '96e72b5e-7e68-4171-aad1-3937599e4751', 'Stop and quarantine file'],
  ['readonly', 'f820e656-f1d1-4cb8-a566-31d18eeecb40', 'Security Operations - Read Only'],
  ['RemediationTasks.Read.All', '6a33eedf-ba73-4e5a-821b-f057ef63853a', 'Read all remediation tasks'],
  ['Score.Read.All', '02b005dd-f804-43b4-8fc7-078460413f74', 'Read Threat and Vulnerability Management score'],
  ['secop', '2261fd4a-5f23-4b74-9e4d-f4ac92dc86a2', 'Security Operations - Read & Write'],
  [
    'SecurityBaselinesAssessment.Read.All',
    'e870c0c1-c1a2-41ca-948e-a33912d2d3f0',
    'Read all security baselines assessment information',
  ],
  ['SecurityConfiguration.Read.All', '227f2ea0-c2c2-4428-b7af-9ff40f1a720e', 'Read all security configurations'],
  [
    'SecurityConfiguration.ReadWrite.All',
    'e5e05709-32a3-4c85-89c8-67596eb94f24',
    'Read and write all security configurations',
  ],
  [
    'SecurityRecommendation.Read.All',
    '6443965c-7dd2-4cfd-b38f-bb7772bee163',
    'Read Threat and Vulnerability Management security recommendations',
  ],
  [
    'Software.Read.All',
    '37f71c98-d198-41ae-964d-2c49aab74926',
    'Read Threat and Vulnerability Management software information',
  ],
  ['Ti.Read.All', '528ca142-c849-4a5b-935e-10b8b9c38a84', 'Read all IOCs'],
  ['Ti.ReadWrite', 'a8bc2240-f96a-46a1-bad5-6a960b7327a1', 'Read and write IOCs belonging to the app'],
  ['Ti.ReadWrite.All', 'fc511a58-3adf-4d71-af24-00f13e35e479', 'Read and write all IOCs'],
  ['Url.Read.All', '721af526-ffa8-42d7-9b84-1a56244dd99d', 'Read URL profiles'],
  ['User.Read.All', 'a833834a-4cf1-4732-8acf-bbcfa13fb610', 'Read user profiles'],
  [
    'Vulnerability.Read.All',
    '41269fc5-d04d-4bfd-bce7-43a51cea049a',
    'Read Threat and Vulnerability Management vulnerability information',
  ],
];

const scopes: readonly (readonly [value: string, id: string, displayName: string])[] = [
  ['AdvancedQuery.Read', '1fb6e712-1bd9-4184-b1c0-5e71e759196b', 'Run advanced queries'],
  ['Alert.Read', 'b2069dc0-9fe9-4e6d-9aca-ccf3dd503819', 'Read alerts'],
  ['Alert.ReadWrite', 'cbc3b413-21e6-416d-95a4-af87687efbd0', 'Read and write alerts'],
  ['File.Read.All', '8fce64a0-67c8-4e39-8f47-cac9ff7e13bb', 'Read file profiles'],
  ['IntegrationConfiguration.ReadWrite', '7c6f6912-60e9-4fcd-bb2a-c25bc35e8c59', 'Read and Write Integration settings'],
  ['Ip.Read.All', 'b65a97e8-c8e8-4908-b19a-f654615de1a9', 'Read IP address profiles'],
  ['Machine.Read', 'fbd3d33a-b1f5-4573-906c-51b39682fbcf', 'Read machine information'],
  ['Machine.ReadWrite', 'f6846c57-9e3c-4a65-81aa-2f5e09ff4f0b', 'Read and write machine information'],
  ['SecurityConfiguration.Read', '4ac83e46-552f-4948-91c2-f7eaff971018', 'Read security configurations'],
  ['Url.Read.All', '42b4777c-6196-49ad-9cfc-207e73f2eb61', 'Read URL profiles'],
  ['User.Read.All', 'ffd6563e-842b-4cfc-b349-06006e0473a3', 'Read user profiles'],
  [
    'Vulnerability.Read',
    '63a677ce-818c-4409-9d12-5c6d2e2a6bfe',
    'Read Threat and Vulnerability Management vulnerability information',
  ],
];

/** Who may consent to these scopes is not published; like every scope on security data they ask for an admin here. */
export const windowsDefenderAtpPermissions: readonly KnownPermission[] = [
  ...appRoles.map(([value, id, displayName]) => ({ value, appRole: { id, displayName } })),
  ...scopes.map(([value, id, displayName]) => ({ value, scope: { id, displayName, consent: 'Admin' as const } })),
];
