import { describe, expect, it } from 'vitest';
import { roleTemplateId } from '@/tenant/seed/directory-roles';
import { type DirectoryRole, directoryRoles, knownRoles } from './directory-roles';

const names = [
  ['globalAdministrator', 'Global Administrator'],
  ['securityAdministrator', 'Security Administrator'],
  ['applicationAdministrator', 'Application Administrator'],
  ['cloudApplicationAdministrator', 'Cloud Application Administrator'],
  ['privilegedRoleAdministrator', 'Privileged Role Administrator'],
  ['securityReader', 'Security Reader'],
  ['securityOperator', 'Security Operator'],
  ['globalReader', 'Global Reader'],
] as const satisfies readonly (readonly [DirectoryRole, string])[];

describe('knownRoles', () => {
  it('knows nothing of other roles', () => {
    expect(knownRoles([roleTemplateId('Directory Readers'), 'globalAdministrator', ''])).toEqual([]);
  });

  it.each(names)('knows %s by the template id of %s', (role, name) => {
    expect(knownRoles([roleTemplateId(name)])).toEqual([role]);
  });

  it('knows every role that is named', () => {
    expect(knownRoles(Object.values(directoryRoles))).toEqual(Object.keys(directoryRoles));
  });
});
