import { describe, expect, it } from 'vitest';
import { accessLevel, authorizeOperator, authorizeOwner, authorizeViewer } from './access';
import { directoryRoles as role } from './directory-roles';
import type { Session } from './session';
import { sampleSession } from './testing/sample-session';

const session = (roles: readonly string[]): Session => ({ ...sampleSession(), personId: 'p', roles });

describe('accessLevel', () => {
  it.each([
    [[]],
    [[role.applicationAdministrator]],
    [[role.cloudApplicationAdministrator]],
    [[role.privilegedRoleAdministrator]],
    [['00000000-0000-0000-0000-000000000000']],
  ])('refuses %j', (roles) => {
    expect(accessLevel(roles)).toBe('none');
  });

  it.each([
    [[role.securityAdministrator]],
    [[role.securityReader]],
    [[role.securityOperator]],
    [[role.globalReader]],
    [[role.securityReader, role.applicationAdministrator]],
  ])('lets %j look', (roles) => {
    expect(accessLevel(roles)).toBe('viewer');
  });

  it.each([
    [[role.globalAdministrator]],
    [[role.securityAdministrator, role.applicationAdministrator]],
    [[role.securityAdministrator, role.cloudApplicationAdministrator]],
  ])('lets %j change', (roles) => {
    expect(accessLevel(roles)).toBe('operator');
  });
});

describe('admission', () => {
  it('admits by the roles of the session alone', () => {
    expect(authorizeViewer(session([]))).toBeNull();
    expect(authorizeViewer(session([role.securityReader]))).not.toBeNull();
    expect(authorizeOperator(session([role.securityReader]))).toBeNull();
    expect(authorizeOperator(session([role.globalAdministrator]))).not.toBeNull();
  });

  it('admits an owner, and only as Security Administrator', () => {
    expect(authorizeOwner(session([role.securityReader]), ['p'])).toBeNull();
    expect(authorizeOwner(session([role.securityAdministrator]), ['q'])).toBeNull();
    expect(authorizeOwner(session([role.securityAdministrator]), ['q', 'p'])).not.toBeNull();
  });
});
