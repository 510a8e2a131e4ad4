import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal, loseAnswer, UPSTREAM_TEXT } from '@/lib/http/testing/fake-network';
import { authorizeOperator } from '@/lib/session/access';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { connectorStore } from '@/lib/connector/connector-store';
import { issueSecret, removeSecret } from './issue-secret';
import { provisionConnector } from './provision-connector';
import { storedConnector, createTestContext, reload } from '@/lib/operation/testing/test-context';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A connector that works; its first secret was not shown to anybody yet. */
async function setUpTest() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  const { context } = createTestContext({ network, token, startsAt, origin: testOrigins.api });
  const connector = await storedConnector(context);
  const first = await provisionConnector(context, connector);
  if (!first.ok) throw new Error(first.error.problem.cause);
  const issue = async () => issueSecret(context, await reload(connector));
  const deliver = (secretId: string) => connectorStore.deliverSecret(connector, secretId);
  /** Keys that open the application in the tenant. */
  const keys = () =>
    tenant.tenant.store
      .read()
      .applications.filter(({ uniqueName }) => uniqueName === connector.uniqueName)
      .flatMap(({ passwordCredentials }) => passwordCredentials.map(({ keyId }) => keyId));
  return { context, connector, tenant, network, first: first.value, issue, deliver, keys };
}

describe('issueSecret', () => {
  it('replaces a secret that no page ever showed', async () => {
    const { issue, keys, connector, first } = await setUpTest();
    const issued = await issue();
    if (!issued.ok) throw new Error(issued.error.cause);
    expect(keys()).toEqual([issued.value.keyId]);
    const stored = await reload(connector);
    expect(stored.secrets.filter(({ removedAt }) => removedAt).map(({ id }) => id)).toEqual([first.secretId]);
  });

  it('leaves the one alone that a SIEM may be using', async () => {
    const { issue, deliver, keys, first } = await setUpTest();
    await deliver(first.secretId);
    const issued = await issue();
    expect(keys()).toEqual([first.keyId, issued.ok && issued.value.keyId]);
  });

  it('removes later what it made without hearing of it', async () => {
    const { issue, deliver, keys, network, first } = await setUpTest();
    await deliver(first.secretId);
    network.next(/addPassword$/, loseAnswer);
    expect(await issue()).toMatchObject({ ok: false, error: { cause: 'unreachable' } });
    expect(keys()).toHaveLength(2);
    const issued = await issue();
    expect(keys()).toEqual([first.keyId, issued.ok && issued.value.keyId]);
  });

  it('hands nothing out while an unknown secret stays behind, and clears both at the next try', async () => {
    const { issue, keys, network } = await setUpTest();
    network.next(/removePassword$/, graphRefusal(403));
    const refused = await issue();
    expect(refused).toMatchObject({ ok: false, error: { cause: 'forbidden', requestId: 'their-request-id' } });
    expect(JSON.stringify(refused)).not.toContain(UPSTREAM_TEXT);
    const issued = await issue();
    expect(keys()).toEqual([issued.ok && issued.value.keyId]);
  });

  it('asks for no longer life than the policy allows by now, and keeps nothing of what the policy refused', async () => {
    const { context, connector, tenant, deliver, first, keys } = await setUpTest();
    await deliver(first.secretId);
    await tenant.set({ secrets: { maxLifetime: 'P30D' } });
    expect(await issueSecret(context, await reload(connector))).toMatchObject({ error: { cause: 'policy' } });
    expect((await reload(connector)).secrets.filter(({ removedAt }) => !removedAt)).toHaveLength(1);
    const resources = { 'defender-alerts': null, 'graph-alerts': null };
    const checkedAt = new Date(context.clock.now()).toISOString();
    const findings = { checkedAt, secrets: { allowed: true, maxDays: 30 }, resources };
    const operator = authorizeOperator({ ...context.operator.session, findings });
    if (!operator) throw new Error('the operator was refused');
    const issued = await issueSecret({ ...context, operator }, await reload(connector));
    expect(keys()).toEqual([first.keyId, issued.ok && issued.value.keyId]);
  });

  it('waits while another write on the application is under way', async () => {
    const { issue, network } = await setUpTest();
    network.next(/addPassword$/, graphRefusal(409, 'Directory_ConcurrencyViolation'));
    expect((await issue()).ok).toBe(true);
  });
});

describe('removeSecret', () => {
  it('counts a secret that is gone already as removed', async () => {
    const { context, connector, first, keys } = await setUpTest();
    const [secret] = (await reload(connector)).secrets;
    if (!secret) throw new Error('there is no secret');
    const known = await reload(connector);
    const removal = { secret, inDirectory: [] };
    expect((await removeSecret(context, known, removal)).ok).toBe(true);
    expect((await removeSecret(context, known, removal)).ok).toBe(true);
    expect(keys()).not.toContain(first.keyId);
    expect((await reload(connector)).secrets[0]?.removedAt).not.toBeNull();
  });
});
