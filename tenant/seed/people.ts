import { guidFor } from '../store/object-key';
import type { Group, Person, RoleAssignment } from '../store/tenant-state';
import { roleTemplateId, type RoleName } from './directory-roles';

export const tenantDomain = 'contoso.example';

type SeedPerson = {
  readonly alias: string;
  readonly givenName: string;
  readonly surname: string;
  readonly roles: readonly RoleName[];
};

const seedPeople: readonly SeedPerson[] = [
  { alias: 'global-admin', givenName: 'Gunnar', surname: 'Ahlgren', roles: ['Global Administrator'] },
  {
    alias: 'security-app-admin',
    givenName: 'Sara',
    surname: 'Appelgren',
    roles: ['Security Administrator', 'Application Administrator'],
  },
  { alias: 'security-admin', givenName: 'Sven', surname: 'Adler', roles: ['Security Administrator'] },
  { alias: 'security-reader', givenName: 'Rosa', surname: 'Reimer', roles: [] },
  { alias: 'user', givenName: 'Ulla', surname: 'Berg', roles: [] },
];

export const people: readonly Person[] = seedPeople.map(({ alias, givenName, surname }) => ({
  id: guidFor(`person/${alias}`),
  userPrincipalName: `${alias}@${tenantDomain}`,
  displayName: `${givenName} ${surname}`,
  givenName,
  surname,
  accountEnabled: true,
}));

const readersGroupId = guidFor('group/security-readers');

/** The reader holds the role through a group, as larger tenants do it: direct assignments alone do not show it. */
export const groups: readonly Group[] = [
  { id: guidFor('group/all-staff'), displayName: 'All staff', memberIds: people.map((person) => person.id) },
  { id: readersGroupId, displayName: 'SOC analysts', memberIds: [guidFor('person/security-reader')] },
];

export const roleAssignments: readonly RoleAssignment[] = [
  ...seedPeople.flatMap(({ alias, roles }) => roles.map((role) => assignment(guidFor(`person/${alias}`), role))),
  assignment(readersGroupId, 'Security Reader'),
];

function assignment(principalId: string, role: RoleName): RoleAssignment {
  return { id: guidFor(`role-assignment/${principalId}/${role}`), principalId, roleTemplateId: roleTemplateId(role) };
}
