import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { GraphContext } from '@/lib/graph/graph-context';
import { fakeNetwork, loseRequest } from '@/lib/http/testing/fake-network';
import { directoryRoles } from '@/lib/session/directory-roles';
import { readScopes } from '@/lib/session/session';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { checkPrerequisites } from './check-prerequisites';

beforeAll(database);
afterAll(closeDatabase);

const now = () => new Date('2026-11-22T12:00:00Z');

/** A session whose roles and findings are old, and the tenant that knows better. */
async function setUpTest() {
  const tenant = await createTestTenant();
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  const token = await obtainToken(tenant, 'security-app-admin', readScopes.join(' '));
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  const graph: GraphContext = { graphUrl: testOrigins.api, token, fetch: network.fetch, clock };
  const session = await sessionStore.create(
    sampleSignIn({ roles: [directoryRoles.globalAdministrator], scopes: [...readScopes] }),
  );
  const check = (with_: GraphContext | null = graph) =>
    checkPrerequisites({ graph: with_, sessions: sessionStore, now }, session);
  const stored = async () => sessionStore.find(session.id);
  return { tenant, network, session, check, stored };
}

describe('checkPrerequisites', () => {
  it('keeps with the session what enabling needs, and the roles that are active now', async () => {
    const { check, stored } = await setUpTest();
    const report = await check();
    expect(report.checkedAt).toBe('2026-11-22T12:00:00.000Z');
    expect(report.checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['roles met', 'grantableApis met', 'licence met', 'defenderApi met', 'secretPolicy met'],
    ]);
    const session = await stored();
    expect(session?.roles).not.toContain(directoryRoles.globalAdministrator);
    expect(session?.roles).toContain(directoryRoles.applicationAdministrator);
    expect(session?.findings).toMatchObject({
      secrets: { allowed: true, maxDays: 180 },
      resources: { 'defender-alerts': { appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff' } },
    });
  });

  it('says what is not met before anything is created', async () => {
    const { check, tenant, stored } = await setUpTest();
    await tenant.set({ secrets: { forbidden: true }, defenderLicence: false, windowsDefenderATP: false });
    const states = (await check()).checks.map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual(expect.arrayContaining(['licence notMet', 'defenderApi notMet', 'secretPolicy notMet']));
    expect((await stored())?.findings).toMatchObject({
      secrets: { allowed: false },
      resources: { 'defender-alerts': { servicePrincipalId: null } },
    });
  });

  it('takes no role away when the tenant cannot be read', async () => {
    const { check, network, session, stored } = await setUpTest();
    network.next(/batch$/, loseRequest);
    await check();
    expect((await stored())?.roles).toEqual(session.roles);
  });

  it('knows nothing, and changes nothing, once the session may no longer read', async () => {
    const { check, stored, session } = await setUpTest();
    const report = await check(null);
    expect(report.checks).toHaveLength(5);
    for (const { state, found } of report.checks) expect([state, found]).toEqual(['unknown', { cause: 'session' }]);
    expect(await stored()).toEqual(session);
  });
});
