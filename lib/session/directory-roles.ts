/**
 * Directory roles that matter here, by their template ids, which are the same in every tenant.
 *
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const directoryRoles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  securityOperator: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
} as const;

export type DirectoryRole = keyof typeof directoryRoles;

const namesById = new Map<string, DirectoryRole>([
  [directoryRoles.globalAdministrator, 'globalAdministrator'],
  [directoryRoles.securityAdministrator, 'securityAdministrator'],
  [directoryRoles.applicationAdministrator, 'applicationAdministrator'],
  [directoryRoles.cloudApplicationAdministrator, 'cloudApplicationAdministrator'],
  [directoryRoles.privilegedRoleAdministrator, 'privilegedRoleAdministrator'],
  [directoryRoles.securityReader, 'securityReader'],
  [directoryRoles.securityOperator, 'securityOperator'],
  [directoryRoles.globalReader, 'globalReader'],
]);

/** Those of the given template ids that matter here, in the order above. */
export function knownRoles(templateIds: readonly string[]): readonly DirectoryRole[] {
  return [...namesById].filter(([id]) => templateIds.includes(id)).map(([, role]) => role);
}
