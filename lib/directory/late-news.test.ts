import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, loseAnswer } from '@/lib/http/testing/fake-network';
import { verifyWithShortLived } from '@/lib/verification/verify-connection';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { connectorStore } from '@/lib/connector/connector-store';
import { issueSecret } from './issue-secret';
import { provisionConnector } from './provision-connector';
import { removeOrphanedCredentials } from './remove-orphaned-credentials';
import { REPLICATION_LIMIT_MS } from './replication';
import { storedConnector, createTestContext, reload } from '@/lib/operation/testing/test-context';
import { undoConnector } from './undo-connector';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A tenant whose news may travel for longer than a person waits between two clicks. */
async function setUpTest() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  const endpoints = { network, token, startsAt, origin: testOrigins.api };
  const { context } = createTestContext({ ...endpoints, onSleep: (milliseconds) => tenant.advance(milliseconds) });
  const connector = await storedConnector(context);
  const applications = () =>
    tenant.tenant.store.read().applications.filter(({ uniqueName }) => uniqueName === connector.uniqueName);
  const labels = () =>
    applications().flatMap(({ passwordCredentials }) => passwordCredentials.map(({ displayName }) => displayName));
  const listed = async () => (await reload(connector)).secrets.filter(({ removedAt }) => !removedAt);
  return { context, connector, network, tenant, applications, labels, listed };
}

/** The same with a connector whose secret a SIEM uses. */
async function enabled() {
  const testContext = await setUpTest();
  const made = await provisionConnector(testContext.context, testContext.connector);
  if (!made.ok) throw new Error(made.error.problem.cause);
  await connectorStore.deliverSecret(testContext.connector, made.value.secretId);
  return testContext;
}

describe('an answer that was lost while news travels for a minute', () => {
  it('to the creation: undo finds the application when it shows', async () => {
    const { context, connector, network, tenant, applications } = await setUpTest();
    await tenant.set({ replicationDelayMs: 60_000 });
    network.next(/^POST .*applications$/, loseAnswer);
    await provisionConnector(context, connector);
    await context.clock.sleep(20_000);
    expect(await undoConnector(context, await reload(connector))).toEqual({
      ...{ ok: true, value: { pendingPurges: [] } },
    });
    expect(applications()).toEqual([]);
    expect(await connectorStore.find(connector)).toBeNull();
  });

  it('to a new secret: it stays on the list until it shows, and is removed then', async () => {
    const { context, connector, network, tenant, labels, listed } = await enabled();
    await tenant.set({ replicationDelayMs: 60_000 });
    network.next(/addPassword$/, loseAnswer);
    expect((await issueSecret(context, await reload(connector))).ok).toBe(false);
    await context.clock.sleep(20_000);
    expect((await issueSecret(context, await reload(connector))).ok).toBe(true);
    expect((await listed()).map(({ label }) => label).sort()).toEqual(labels().sort());
    await context.clock.sleep(60_000);
    expect((await removeOrphanedCredentials(context, await reload(connector))).ok).toBe(true);
    expect(labels()).toHaveLength(2);
    expect((await listed()).map(({ label }) => label).sort()).toEqual(labels().sort());
  });

  it('to a secret that was never made: it leaves the list after five minutes', async () => {
    const { context, connector, listed } = await enabled();
    const unanswered = { purpose: 'siem', label: 'never made', expiresAt: new Date('2027-01-01T00:00:00Z') } as const;
    await connectorStore.addSecret(connector, unanswered);
    await removeOrphanedCredentials(context, await reload(connector));
    expect(await listed()).toHaveLength(2);
    await context.clock.sleep(REPLICATION_LIMIT_MS + 10_000);
    await removeOrphanedCredentials(context, await reload(connector));
    expect(await listed()).toHaveLength(1);
  });
});

describe('three replicas, the last of which hears of everything a minute late', () => {
  it.each([1, 2, 3])('keep no credential of a verification (order %i)', async (seed) => {
    const { context, connector, tenant, labels, listed } = await enabled();
    await tenant.set({ replication: { replicas: 3, spreadMs: 60_000, seed } });
    const verification = await verifyWithShortLived(context, await reload(connector));
    expect(verification).toMatchObject({ result: { kind: 'proven' }, leftKeyId: null });
    expect(labels()).toHaveLength(1);
    expect(await listed()).toHaveLength(1);
  });
});
