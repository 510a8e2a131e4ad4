import { describe, expect, it } from 'vitest';
import type { GraphContext } from '@/lib/graph/graph-context';
import { fakeNetwork, graphRefusal, loseRequest } from '@/lib/http/testing/fake-network';
import { directoryRoles } from '@/lib/session/directory-roles';
import { readScopes } from '@/lib/session/session';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { readTenant } from './read-tenant';

/** The embedded tenant as one of its people may read it. */
async function setUpTest(alias = 'security-app-admin') {
  const tenant = await createTestTenant();
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  const token = await obtainToken(tenant, alias, readScopes.join(' '));
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  const graph: GraphContext = { graphUrl: testOrigins.api, token, fetch: network.fetch, clock };
  return { tenant, network, graph };
}

describe('readTenant', () => {
  it('reads everything in one round trip', async () => {
    const { graph, network } = await setUpTest();
    const reading = await readTenant(graph);
    expect(network.sent).toEqual(['POST /v1.0/$batch']);
    expect(reading.roles).toMatchObject({ ok: true, value: { complete: true } });
    expect(reading.roles.ok && [...reading.roles.value.templateIds].sort()).toEqual(
      [directoryRoles.applicationAdministrator, directoryRoles.securityAdministrator].sort(),
    );
    const { skus, policy, resources } = reading;
    expect([skus, policy, resources['defender-alerts'], resources['graph-alerts']].map(({ ok }) => ok)).toEqual([
      ...[true, true, true, true],
    ]);
  });

  it('finds a role that is held through a group', async () => {
    const { graph } = await setUpTest('security-reader');
    const { roles } = await readTenant(graph);
    expect(roles.ok && roles.value.templateIds).toEqual([directoryRoles.securityReader]);
  });

  it('tells an API that the tenant does not have from one that it could not read', async () => {
    const { graph, tenant, network } = await setUpTest();
    await tenant.set({ windowsDefenderATP: false });
    expect((await readTenant(graph)).resources['defender-alerts']).toEqual({ ok: true, value: null });
    network.next(/batch$/, graphRefusal(403));
    expect((await readTenant(graph)).resources['defender-alerts']).toMatchObject({ ok: false });
  });

  it('fails in every part when nobody answers', async () => {
    const { graph, network } = await setUpTest();
    network.next(/batch$/, loseRequest);
    const { roles, skus, policy, resources } = await readTenant(graph);
    for (const part of [roles, skus, policy, ...Object.values(resources)]) {
      expect(part).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    }
  });

  it('takes a part of another shape for malformed, and the others as they are', async () => {
    const { graph, network } = await setUpTest();
    network.next(/batch$/, () =>
      Response.json({
        responses: [
          { id: 'skus', status: 200, body: { value: 'all' } },
          { id: 'policy', status: 200, body: {} },
        ],
      }),
    );
    const { skus, policy } = await readTenant(graph);
    expect(skus).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(policy.ok).toBe(true);
  });
});
