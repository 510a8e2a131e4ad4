import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal, loseAnswer, loseRequest, UPSTREAM_TEXT } from '@/lib/http/testing/fake-network';
import { findByAppId } from '@/tenant/scenarios/directory-view';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import type { Connector } from '@/lib/connector/connector';
import { provisionConnector } from './provision-connector';
import { REPLICATION_LIMIT_MS } from './replication';
import { storedConnector, journalOf, createTestContext, reload } from '@/lib/operation/testing/test-context';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const ELEVATED = 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All';

/** A tenant, a Global Administrator with an elevated token, and a connector that exists in the portal only. */
async function setUpTest() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  // msal takes no fetch: it uses the global one.
  vi.stubGlobal('fetch', network.fetch);
  const token = await obtainToken(tenant, 'global-admin', ELEVATED);
  const testContext = createTestContext({
    ...{ network, token, startsAt, origin: testOrigins.api },
    onSleep: (milliseconds) => tenant.advance(milliseconds),
  });
  const connector = await storedConnector(testContext.context);
  const applications = () =>
    tenant.tenant.store.read().applications.filter(({ uniqueName }) => uniqueName === connector.uniqueName);
  return { ...testContext, tenant, network, connector, applications, startsAt };
}

type TestContext = Awaited<ReturnType<typeof setUpTest>>;

const provision = async ({ context }: TestContext, connector: Connector) =>
  provisionConnector(context, await reload(connector));

/** Everything that remains of a try outside the answer to the person. */
const remains = async ({ audited }: TestContext, connector: Connector) =>
  JSON.stringify([audited, await reload(connector)]);

describe('provisionConnector', () => {
  it('makes a connector work with three writes, and keeps the secret in its answer only', async () => {
    const testContext = await setUpTest();
    const { connector, network, tenant } = testContext;
    const outcome = await provision(testContext, connector);
    if (!outcome.ok) throw new Error(outcome.error.problem.cause);
    const stored = await reload(connector);
    expect(stored).toMatchObject({ state: 'ready', provenAt: new Date(testContext.context.clock.now()) });
    expect(journalOf(stored)).toEqual([
      'application ended',
      'servicePrincipal ended',
      'permission ended',
      'credential ended',
    ]);
    expect(network.sent.filter((line) => /^(POST|PATCH|DELETE) \/v1.0/.test(line))).toHaveLength(3);
    expect(stored.secrets).toMatchObject([
      { id: outcome.value.secretId, keyId: outcome.value.keyId, deliveredAt: null },
    ]);
    expect(await remains(testContext, connector)).not.toContain(outcome.value.text);
    expect(tenant.issuedValues).toContain(outcome.value.text);
  });

  it('asks the tenant for no more than one API needs', async () => {
    const testContext = await setUpTest();
    await provision(testContext, testContext.connector);
    const [application] = testContext.applications();
    expect(application).toMatchObject({ signInAudience: 'AzureADMyOrg', tags: ['siem-connect'] });
    const state = testContext.tenant.tenant.store.read();
    const principal = findByAppId(state.servicePrincipals, application?.appId ?? '');
    const granted = state.appRoleAssignments.filter(({ principalId }) => principalId === principal?.id);
    expect(granted.map(({ appRoleId }) => appRoleId)).toEqual(['71fe6b80-7034-4028-9ed8-0f316df9c3ff']);
  });

  it.each([
    ['application', /^POST .*applications$/, 1],
    ['servicePrincipal', /^PATCH .*servicePrincipals/, 2],
    ['permission', /^POST .*appRoleAssignedTo/, 3],
  ] as const)('stops at %s when Graph forbids it, and goes on from there', async (step, message, journalled) => {
    const testContext = await setUpTest();
    const { connector, network } = testContext;
    network.next(message, graphRefusal(403, 'Authorization_RequestDenied'));
    const outcome = await provision(testContext, connector);
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        step,
        problem: { cause: 'forbidden', finding: 'Authorization_RequestDenied', requestId: 'their-request-id' },
      },
    });
    expect(await remains(testContext, connector)).not.toContain(UPSTREAM_TEXT);
    const journal = journalOf(await reload(connector));
    expect(journal).toHaveLength(journalled);
    expect(journal.at(-1)).toBe(`${step} failed`);
    expect((await provision(testContext, connector)).ok).toBe(true);
    expect(testContext.applications()).toHaveLength(1);
    expect(testContext.applications()[0]?.passwordCredentials).toHaveLength(1);
  });

  it('says that the policy forbids the secret, and leaves nothing in the tenant', async () => {
    const testContext = await setUpTest();
    await testContext.tenant.set({ secrets: { forbidden: true } });
    const outcome = await provision(testContext, testContext.connector);
    expect(outcome).toMatchObject({ error: { step: 'application', problem: { cause: 'policy' } } });
    expect(testContext.applications()).toEqual([]);
  });

  it('says that the API is not in this tenant before it creates anything', async () => {
    const testContext = await setUpTest();
    await testContext.tenant.set({ windowsDefenderATP: false });
    const outcome = await provision(testContext, testContext.connector);
    expect(outcome).toMatchObject({ error: { step: 'application', problem: { cause: 'apiMissing' } } });
    expect(testContext.applications()).toEqual([]);
  });
});

describe('a lost answer', () => {
  it('leaves one application and one secret: the one that was handed out', async () => {
    const testContext = await setUpTest();
    const { connector, network } = testContext;
    network.next(/^POST .*applications$/, loseAnswer);
    expect(await provision(testContext, connector)).toMatchObject({ error: { problem: { cause: 'unreachable' } } });
    const outcome = await provision(testContext, connector);
    if (!outcome.ok) throw new Error(outcome.error.problem.cause);
    const [application, ...others] = testContext.applications();
    expect(others).toEqual([]);
    expect(application?.passwordCredentials.map(({ keyId }) => keyId)).toEqual([outcome.value.keyId]);
    const unremoved = (await reload(connector)).secrets.filter(({ removedAt }) => !removedAt);
    expect(unremoved.map(({ id }) => id)).toEqual([outcome.value.secretId]);
  });

  it('to the grant is looked for before anything is asked for again', async () => {
    const testContext = await setUpTest();
    const { connector, network } = testContext;
    network.next(/^POST .*appRoleAssignedTo/, loseAnswer);
    await provision(testContext, connector);
    expect((await provision(testContext, connector)).ok).toBe(true);
    expect(network.sent.filter((line) => /^POST .*appRoleAssignedTo/.test(line))).toHaveLength(1);
  });

  it('hidden behind a repeated request leaves no secret that nobody knows', async () => {
    const testContext = await setUpTest();
    const { connector, network } = testContext;
    network.next(/^POST .*applications$/, async (forward) => {
      await forward();
      return Response.json({ error: { code: 'Busy', message: '' } }, { status: 503, headers: { 'Retry-After': '1' } });
    });
    const outcome = await provision(testContext, connector);
    if (!outcome.ok) throw new Error(outcome.error.problem.cause);
    const [application] = testContext.applications();
    expect(application?.passwordCredentials.map(({ keyId }) => keyId)).toEqual([outcome.value.keyId]);
  });

  it('that never was one writes its secret off', async () => {
    const testContext = await setUpTest();
    const { connector, network } = testContext;
    network.next(/^POST .*applications$/, loseRequest);
    await provision(testContext, connector);
    expect((await provision(testContext, connector)).ok).toBe(true);
    const { secrets } = await reload(connector);
    expect(secrets.map(({ removedAt }) => removedAt !== null)).toEqual([true, false]);
  });
});

describe('a secret that nobody was given', () => {
  it('is replaced when set-up goes on, and removed from the tenant', async () => {
    const testContext = await setUpTest();
    const { connector, network } = testContext;
    network.next(/^POST .*appRoleAssignedTo/, graphRefusal(403));
    await provision(testContext, connector);
    const [first] = (await reload(connector)).secrets;
    const outcome = await provision(testContext, connector);
    if (!outcome.ok) throw new Error(outcome.error.problem.cause);
    expect(outcome.value.secretId).not.toBe(first?.id);
    expect(testContext.applications()[0]?.passwordCredentials.map(({ keyId }) => keyId)).toEqual([outcome.value.keyId]);
  });
});

describe('a tenant that is slow to know new objects', () => {
  it('is waited for, and the wait is in the journal', async () => {
    const testContext = await setUpTest();
    await testContext.tenant.set({ replicationDelayMs: 20_000 });
    const seen: unknown[] = [];
    const { journal } = testContext.context;
    const context = {
      ...testContext.context,
      journal: {
        ...journal,
        async saveWait(...[key, name, wait]: Parameters<typeof journal.saveWait>) {
          seen.push(`${name} ${wait.reason}`);
          await journal.saveWait(key, name, wait);
        },
      },
    };
    const outcome = await provisionConnector(context, testContext.connector);
    expect(outcome.ok).toBe(true);
    expect(new Set(seen)).toEqual(
      new Set(['servicePrincipal replication', 'permission replication', 'credential replication']),
    );
  });

  it('is given up after five minutes, as replication', async () => {
    const testContext = await setUpTest();
    await testContext.tenant.set({ replicationDelayMs: 600_000 });
    const outcome = await provision(testContext, testContext.connector);
    expect(outcome).toMatchObject({ error: { step: 'servicePrincipal', problem: { cause: 'replication' } } });
    expect(testContext.context.clock.now() - testContext.startsAt).toBeLessThanOrEqual(REPLICATION_LIMIT_MS);
  });
});
