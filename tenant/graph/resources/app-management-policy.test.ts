import { describe, expect, it } from 'vitest';
import { firstPasswordOf, graphAs, textOf } from '../../testing/test-clients';
import { createTestTenant, type TestTenant } from '../../testing/test-tenant';
import { addDuration } from './app-management-policy';

it.each([
  ['P180D', '2026-07-14T12:00:00.000Z'],
  ['P2W', '2026-01-29T12:00:00.000Z'],
  ['P6M', '2026-07-15T12:00:00.000Z'],
  ['P1Y1M1D', '2027-02-16T12:00:00.000Z'],
])('%s after the 15th of January is %s', (duration, end) => {
  expect(new Date(addDuration(Date.UTC(2026, 0, 15, 12), duration)).toISOString()).toBe(end);
});

const day = 86_400_000;

async function makeApplication(tenant: TestTenant, body: object = {}) {
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
  const created = await graph('POST /applications', { displayName: 'connector', ...body });
  return { graph, created, id: textOf(created.body.id) };
}

describe('app management policy', () => {
  it('lets a secret live exactly as long as allowed', async () => {
    const tenant = await createTestTenant();
    const { graph, id } = await makeApplication(tenant);
    const ending = (days: number) =>
      graph(`POST /applications/${id}/addPassword`, {
        passwordCredential: { endDateTime: new Date(tenant.tenant.clock.now() + days * day).toISOString() },
      });
    expect((await ending(181)).status).toBe(400);
    expect((await ending(180)).status).toBe(200);
  });

  it('gives two years when nothing is asked and nothing forbids it', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ secrets: { maxLifetime: null } });
    const { graph, id } = await makeApplication(tenant);
    const added = await graph(`POST /applications/${id}/addPassword`, {});
    expect(added.body).toMatchObject({
      startDateTime: '2026-11-22T12:00:00.000Z',
      endDateTime: '2028-11-22T12:00:00.000Z',
    });
    const policy = await (await graphAs(tenant, 'user', 'Policy.Read.All'))('GET /policies/defaultAppManagementPolicy');
    expect(policy.body.isEnabled).toBe(false);
  });

  it('is to be read beforehand', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'Policy.Read.All');
    const { body } = await graph('GET /policies/defaultAppManagementPolicy');
    expect(body).toMatchObject({
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [
          { restrictionType: 'passwordAddition', state: 'disabled', maxLifetime: null },
          { restrictionType: 'passwordLifetime', state: 'enabled', maxLifetime: 'P180D' },
        ],
      },
    });
  });

  it('does not keep a secret that was made from being used', async () => {
    const tenant = await createTestTenant();
    const body = { passwordCredentials: [{ endDateTime: '2027-01-01T00:00:00Z' }] };
    const { created, graph, id } = await makeApplication(tenant, body);
    const { secret } = firstPasswordOf(created);
    const listed = await graph(`GET /applications/${id}`);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    expect(JSON.stringify(tenant.tenant.store.read())).not.toContain(secret);
  });
});
