import { describe, expect, it } from 'vitest';
import {
  aadstsOf,
  claimsOf,
  firstPasswordOf,
  graphAs,
  portalClient,
  postToken,
  textOf,
  type GraphClient,
} from '../testing/test-clients';
import { createTestTenant, type TestTenant } from '../testing/test-tenant';

const administrator = 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All';
const threeReplicas = { replicas: 3, spreadMs: 9000 };
const secretEnds = '2027-03-01T00:00:00Z';
const alertReader = '71fe6b80-7034-4028-9ed8-0f316df9c3ff';

async function administratorOf(tenant: TestTenant): Promise<GraphClient> {
  return graphAs(tenant, 'global-admin', administrator);
}

async function statuses(graph: GraphClient, request: string, times: number): Promise<readonly number[]> {
  const seen: number[] = [];
  for (let turn = 0; turn < times; turn += 1) seen.push((await graph(request)).status);
  return seen;
}

/** What nine reads in a row see of a new application, every second for twelve seconds. */
async function sightings(seed: number): Promise<readonly string[]> {
  const tenant = await createTestTenant();
  await tenant.set({ replication: { ...threeReplicas, seed } });
  const graph = await administratorOf(tenant);
  const created = await graph('POST /applications', { displayName: 'connector' });
  const rows: string[] = [];
  for (let second = 0; second <= 12; second += 1) {
    rows.push((await statuses(graph, `GET /applications/${textOf(created.body.id)}`, 9)).join(' '));
    tenant.advance(1000);
  }
  return rows;
}

describe('a new application on three replicas', () => {
  it('is seen, not seen, and seen again, until every replica has it', async () => {
    const rows = await sightings(1);
    const mixed = rows.filter((row) => row.includes('200') && row.includes('404'));
    expect(mixed.length).toBeGreaterThan(3);
    expect(mixed.some((row) => /200 .*404 .*200/.test(row))).toBe(true);
    expect(rows.slice(9).every((row) => !row.includes('404'))).toBe(true);
  });

  it('is seen in the same way whenever the seed is the same', async () => {
    expect(await sightings(7)).toEqual(await sightings(7));
    expect(await sightings(7)).not.toEqual(await sightings(8));
  });

  it('keeps its name for itself at once', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ replicationDelayMs: 5000 });
    const graph = await administratorOf(tenant);
    await graph('POST /applications', { displayName: 'one', uniqueName: 'siem-1' });
    expect((await graph("GET /applications(uniqueName='siem-1')")).status).toBe(404);
    expect((await graph('POST /applications', { displayName: 'two', uniqueName: 'siem-1' })).status).toBe(400);
  });
});

describe('while a write is on its way', () => {
  it('a change shows the old value, a deletion the object, a removed secret still works', async () => {
    const tenant = await createTestTenant();
    const graph = await administratorOf(tenant);
    const created = await graph('POST /applications', {
      displayName: 'before',
      passwordCredentials: [{ endDateTime: secretEnds }],
    });
    const [id, appId] = [textOf(created.body.id), textOf(created.body.appId)];
    const { keyId, secret } = firstPasswordOf(created);
    await graph('POST /servicePrincipals', { appId });
    await tenant.set({ replicationDelayMs: 5000 });
    await graph(`PATCH /applications/${id}`, { displayName: 'after' });
    await graph(`POST /applications/${id}/removePassword`, { keyId });
    expect((await graph(`GET /applications/${id}`)).body).toMatchObject({
      displayName: 'before',
      passwordCredentials: [{ keyId }],
    });
    const form = {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: secret,
      scope: 'https://graph.microsoft.com/.default',
    };
    expect((await postToken(tenant, form)).status).toBe(200);
    await graph(`DELETE /applications/${id}`);
    expect((await graph(`GET /applications/${id}`)).status).toBe(200);
    expect((await graph(`DELETE /directory/deletedItems/${id}`)).status).toBe(404);
    tenant.advance(5000);
    expect((await graph(`GET /applications/${id}`)).status).toBe(404);
    expect(aadstsOf(await postToken(tenant, form)).number).toBe(700016);
    expect((await graph(`DELETE /directory/deletedItems/${id}`)).status).toBe(204);
  });

  it('changing something else takes back neither the change nor the secret', async () => {
    const tenant = await createTestTenant();
    const graph = await administratorOf(tenant);
    const created = await graph('POST /applications', { displayName: 'connector' });
    const id = textOf(created.body.id);
    await tenant.set({ replicationDelayMs: 5000 });
    await graph(`POST /applications/${id}/addPassword`, { passwordCredential: { endDateTime: secretEnds } });
    await graph(`PATCH /applications/${id}`, { notes: 'kept' });
    await graph(`PATCH /applications/${id}`, { description: 'kept too' });
    tenant.advance(5000);
    const { body } = await graph(`GET /applications/${id}`);
    expect(body).toMatchObject({ notes: 'kept', description: 'kept too', passwordCredentials: [{}] });
  });

  it('lists know of it later than reads by id', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ replication: { listDelayMs: 5000 } });
    const graph = await administratorOf(tenant);
    const { body } = await graph('POST /applications', { displayName: 'connector' });
    const count = async () => JSON.stringify((await graph('GET /applications')).body).split('"appId"').length - 1;
    expect((await graph(`GET /applications/${textOf(body.id)}`)).status).toBe(200);
    expect(await count()).toBe(1);
    tenant.advance(5000);
    expect(await count()).toBe(2);
  });

  it('setting every delay to nothing ends it for good', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ replicationDelayMs: 5000 });
    const graph = await administratorOf(tenant);
    const { body } = await graph('POST /applications', { displayName: 'connector' });
    await tenant.set({ replicationDelayMs: 0 });
    await tenant.set({ replicationDelayMs: 5000 });
    expect((await graph(`GET /applications/${textOf(body.id)}`)).status).toBe(200);
  });
});

describe('the sign-in service', () => {
  it('has replicas of its own: unknown application, unknown secret, no principal, no role, then the role', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ replication: { ...threeReplicas, signInDelayMs: 1000, seed: 7 } });
    const graph = await administratorOf(tenant);
    const created = await graph('POST /applications', {
      displayName: 'connector',
      passwordCredentials: [{ endDateTime: secretEnds }],
    });
    const appId = textOf(created.body.appId);
    const scope = 'https://api.securitycenter.microsoft.com/.default';
    const form = { grant_type: 'client_credentials', client_id: appId, scope };
    const secret = { client_secret: firstPasswordOf(created).secret };
    const reported = new Set<unknown>();
    const principal = await retried(() => graph('POST /servicePrincipals', { appId }));
    const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
    const grant = { principalId: principal.body.id, resourceId: api.body.id, appRoleId: alertReader };
    await retried(() => graph(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, grant));
    for (let second = 0; second <= 12; second += 1) {
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = await postToken(tenant, { ...form, ...secret });
        reported.add(
          answer.status === 200 ? `roles ${String(claimsOf(answer.body.access_token).roles)}` : aadstsOf(answer).number,
        );
      }
      tenant.advance(1000);
    }
    expect([...reported]).toEqual(
      expect.arrayContaining([700016, 7000215, 7000229, 'roles undefined', 'roles Alert.Read.All']),
    );
    const last = await postToken(tenant, { ...form, ...secret });
    expect(claimsOf(last.body.access_token).roles).toEqual(['Alert.Read.All']);
  });

  it('knows at once what people consent to', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ replicationDelayMs: 60_000, replication: threeReplicas });
    expect(await administratorOf(tenant)).toBeTypeOf('function');
    const scope = 'https://graph.microsoft.com/.default';
    expect((await postToken(tenant, { ...portalClient, grant_type: 'client_credentials', scope })).status).toBe(200);
  });
});

/** Until some replica that knows enough answers. */
async function retried(call: () => ReturnType<GraphClient>): ReturnType<GraphClient> {
  for (let turn = 0; turn < 9; turn += 1) {
    const answer = await call();
    if (answer.status === 201) return answer;
  }
  throw new Error('No replica knew it.');
}
