import { describe, expect, it } from 'vitest';
import type { ServiceError } from '@/lib/http/service-error';
import { fail, succeed } from '@/lib/result';
import { directoryRoles } from '@/lib/session/directory-roles';
import { readScopes } from '@/lib/session/session';
import type { Prerequisite } from './prerequisite';
import { findingsOf, evaluateTenant } from './prerequisite-rules';
import type { TenantReading } from './read-tenant';

const now = new Date('2026-11-22T12:00:00Z');
const roleId = '71fe6b80-7034-4028-9ed8-0f316df9c3ff';
const spId = '44444444-aaaa-4bbb-8ccc-000000000004';

const good: TenantReading = {
  roles: succeed({
    templateIds: [directoryRoles.securityAdministrator, directoryRoles.applicationAdministrator],
    complete: true,
  }),
  skus: succeed({
    value: [
      {
        capabilityStatus: 'Enabled',
        servicePlans: [{ servicePlanId: '871d91ec-ec1a-452b-a83f-bd76c7d770ef', provisioningStatus: 'Success' }],
      },
    ],
  }),
  policy: succeed({ isEnabled: false }),
  resources: {
    'defender-alerts': succeed({ id: spId, appRoles: [{ id: roleId, value: 'Alert.Read.All', isEnabled: true }] }),
    'graph-alerts': succeed({ id: spId, appRoles: [] }),
  },
};

const error = (known: Partial<ServiceError>): ServiceError => ({
  kind: 'unavailable',
  status: 503,
  code: null,
  message: '',
  requestId: 'r-1',
  retryAfterSeconds: null,
  network: null,
  ...known,
});

function evaluate(
  change: Partial<TenantReading> = {},
  scopes: readonly string[] = readScopes,
  rolesAtSignIn: readonly string[] = [],
) {
  const checks = evaluateTenant({ ...good, ...change }, { now, scopes, rolesAtSignIn });
  return (name: Prerequisite['name']) => checks.find((check) => check.name === name);
}

describe('judgeTenant', () => {
  it('finds everything met in a tenant that is ready', () => {
    const check = evaluate();
    const names = ['roles', 'grantableApis', 'licence', 'defenderApi', 'secretPolicy'] as const;
    expect(names.map((name) => check(name)?.state)).toEqual(['met', 'met', 'met', 'met', 'met']);
    expect(check('grantableApis')?.found).toEqual({ grantable: ['defender-alerts'], others: ['graph-alerts'] });
  });

  it('names the role that is missing', () => {
    const alone = evaluate({ roles: succeed({ templateIds: [directoryRoles.securityAdministrator], complete: true }) });
    expect(alone('roles')).toMatchObject({ state: 'notMet', found: { missing: 'partner' } });
    expect(alone('grantableApis')).toMatchObject({ state: 'notMet', found: { grantable: [] } });
    const reader = evaluate({ roles: succeed({ templateIds: [directoryRoles.securityReader], complete: true }) });
    expect(reader('roles')).toMatchObject({ state: 'notMet', found: { missing: 'anyOperator' } });
  });

  it('falls back to the roles of the sign-in when the directory hides them, and says so', () => {
    const hidden = evaluate({ roles: succeed({ templateIds: [], complete: false }) }, readScopes, [
      directoryRoles.globalAdministrator,
    ]);
    expect(hidden('roles')).toMatchObject({ state: 'met', found: { asOfSignIn: true } });
  });

  it('does not know what it could not read, and says why', () => {
    const forbidden = error({ kind: 'forbidden', status: 403 });
    const unconsented = evaluate({ skus: fail(forbidden), policy: fail(forbidden) }, ['User.Read', 'Policy.Read.All']);
    expect(unconsented('licence')).toMatchObject({
      state: 'unknown',
      found: { cause: 'scope', scope: 'Organization.Read.All' },
    });
    expect(unconsented('secretPolicy')).toMatchObject({ state: 'unknown', found: { cause: 'answer', status: 403 } });
    const silent = evaluate({ skus: fail(error({ kind: 'unreachable', status: null })) });
    expect(silent('licence')).toMatchObject({ state: 'unknown', found: { cause: 'silence', requestId: 'r-1' } });
    const ended = evaluate({ policy: fail(error({ kind: 'unauthorized', status: 401 })) });
    expect(ended('secretPolicy')).toMatchObject({ state: 'unknown', found: { cause: 'session' } });
  });

  it('counts a licence only when its plan is provisioned in a subscription that runs', () => {
    const plan = { servicePlanId: '292cc034-7b7c-4950-aaf5-943befd3f1d4', provisioningStatus: 'Success' };
    const skus = (capabilityStatus: string, servicePlan: typeof plan) =>
      evaluate({ skus: succeed({ value: [{ capabilityStatus, servicePlans: [servicePlan] }] }) })('licence');
    expect(skus('Warning', plan)).toMatchObject({ state: 'met', found: { plan: 'p1' } });
    expect(skus('Suspended', plan)).toMatchObject({ state: 'notMet' });
    expect(skus('Enabled', { ...plan, provisioningStatus: 'Disabled' })).toMatchObject({ state: 'notMet' });
  });

  it('tells an API that is absent from one that offers nothing', () => {
    const resources = (value: { id: string; appRoles: [] } | null) =>
      evaluate({ resources: { ...good.resources, 'defender-alerts': succeed(value) } })('defenderApi');
    expect(resources(null)?.found).toEqual({ exists: false, offersRole: false });
    expect(resources({ id: spId, appRoles: [] })?.found).toEqual({ exists: true, offersRole: false });
  });
});

describe('findingsOf', () => {
  it('keeps what enabling needs, and tells absent from unread', () => {
    const reading: TenantReading = {
      ...good,
      resources: { 'defender-alerts': succeed(null), 'graph-alerts': fail(error({})) },
    };
    expect(findingsOf(reading, now).resources).toEqual({
      'defender-alerts': { servicePrincipalId: null, appRoleId: null },
      'graph-alerts': null,
    });
    expect(findingsOf(good, now).resources['defender-alerts']).toEqual({
      servicePrincipalId: spId,
      appRoleId: roleId,
    });
  });
});
