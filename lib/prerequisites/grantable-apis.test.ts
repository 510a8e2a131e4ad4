import { describe, expect, it } from 'vitest';
import { mayGrant } from './grantable-apis';

describe('mayGrant', () => {
  it.each(['globalAdministrator', 'privilegedRoleAdministrator'] as const)('lets %s grant both APIs', (role) => {
    expect([mayGrant('defender-alerts', [role]), mayGrant('graph-alerts', [role])]).toEqual([true, true]);
  });

  it.each(['applicationAdministrator', 'cloudApplicationAdministrator'] as const)(
    'lets %s grant the Defender API alone',
    (role) => {
      expect([mayGrant('defender-alerts', [role]), mayGrant('graph-alerts', [role])]).toEqual([true, false]);
    },
  );

  it('lets nobody else', () => {
    const roles = ['securityAdministrator', 'securityReader', 'securityOperator', 'globalReader'] as const;
    expect([mayGrant('defender-alerts', roles), mayGrant('graph-alerts', roles)]).toEqual([false, false]);
    expect(mayGrant('defender-alerts', [])).toBe(false);
  });
});
