import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '@/lib/audit/audit';
import type { Connector } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import type { OperationKind } from '@/lib/operations/operation-kind';
import { authorizationStore } from './authorization-store';
import { leaseStore } from './lease-store';
import { operationStore } from './operation-store';
import { runOperation } from './run-operation';
import { givenConsent } from './testing/given-consent';
import {
  consentedWork,
  storedConnector,
  createTestContext,
  reload,
  runConsented,
  unsignedToken,
} from './testing/test-context';

beforeAll(database);
afterAll(closeDatabase);

const application = { id: randomUUID(), appId: randomUUID(), passwordCredentials: [] };
const plan = { purpose: 'siem', label: 'x', expiresAt: new Date('2027-01-01T00:00:00Z') } as const;

async function answeredSecret(connector: Connector) {
  const secret = await connectorStore.addSecret(connector, plan);
  await connectorStore.saveSecretKey(connector.tenantId, secret.id, { keyId: randomUUID(), hint: null });
  return secret;
}

/** Consent to work on a connector with a secret, while the same tenant has another; and a tenant that has its application. */
async function setUpTest(kind: OperationKind) {
  const network = fakeNetwork(({ method }) =>
    method === 'GET' ? Response.json(application) : new Response(null, { status: 204 }),
  );
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context, audited } = createTestContext({
    network,
    token,
    startsAt: Date.now(),
    origin: 'https://graph.example',
  });
  const work = await consentedWork(context, kind);
  const { connector } = work;
  const secret = await answeredSecret(connector);
  const other = await storedConnector(context);
  const othersSecret = await answeredSecret(other);
  const run = (input: unknown = null) => runConsented(context, { ...work, operation: { ...work.operation, input } });
  const token_ = () => authorizationStore.findSealedToken(work.operation);
  return { context, network, audited, secret, other, othersSecret, connector, run, work, sealedToken: token_ };
}

/** The journal's step is recorded as well; what is left is what the operation says of itself. */
const own = (audited: readonly AuditEvent[]) => audited.filter(({ action }) => action !== 'connector-step');

/** Every operation is written down before it and after it. */
const begunAnd = (end: object) => [{ outcome: 'begun' }, end];

describe('an operation', () => {
  it('removes no secret of another connector', async () => {
    const { run, other, othersSecret, network } = await setUpTest('remove-secret');
    const { ended } = await run({ secretId: othersSecret.id });
    expect(ended.outcome).toMatchObject({ kind: 'failed', problem: { cause: 'interrupted' } });
    expect(network.sent).toEqual([]);
    expect((await reload(other)).secrets[0]?.removedAt).toBeNull();
  });

  it.each(['remove-secret', 'enable', 'tokens', 'permissions'] as const)(
    'does nothing as %s on a connector whose removal broke off',
    async (kind) => {
      const { run, secret, connector, network, audited } = await setUpTest(kind);
      await connectorStore.update(connector, { state: 'removing' });
      const { ended } = await run({ secretId: secret.id });
      expect(ended).toMatchObject({ state: 'failed', outcome: { kind: 'failed', problem: { cause: 'removing' } } });
      expect(network.sent).toEqual([]);
      expect((await reload(connector)).state).toBe('removing');
      const refused = { outcome: 'failed', detail: { cause: 'removing' } };
      expect(audited).toMatchObject(begunAnd(refused));
    },
  );

  it('does what it was begun for, says so in the audit log, and forgets what consent brought', async () => {
    const { run, secret, connector, audited, sealedToken } = await setUpTest('remove-secret');
    const { ended, result } = await run({ secretId: secret.id });
    expect(ended).toMatchObject({ state: 'done', outcome: { kind: 'secretRemoved' } });
    expect(ended.endedAt).toBeInstanceOf(Date);
    expect(result).toBeNull();
    expect((await reload(connector)).secrets[0]?.removedAt).not.toBeNull();
    expect(own(audited)).toMatchObject(begunAnd({ action: 'secret-remove', outcome: 'done', target: connector.id }));
    expect(new Set(own(audited).map(({ attemptId }) => attemptId)).size).toBe(1);
    expect(await sealedToken()).toBeNull();
  });

  it('writes down what it waits for, where whoever follows looks', async () => {
    const { run, secret, network, connector, work } = await setUpTest('remove-secret');
    network.next(/^GET/, () => Response.json({}, { status: 429, headers: { 'retry-after': '7' } }));
    let wait: unknown;
    network.next(/^GET/, async () => {
      wait = (await reload(connector)).steps.find(({ name }) => name === 'remove-secret')?.detail;
      return Response.json(application);
    });
    const { ended } = await run({ secretId: secret.id });
    expect(wait).toMatchObject({ kind: 'wait', reason: 'throttled', attempt: 1, deadline: null });
    expect(ended.version).toBeGreaterThan(work.operation.version + 3);
  });

  it('has failed after a failure: what consent brought is forgotten, but for what can go on', async () => {
    for (const [kind, kept] of [
      ['remove-secret', null],
      ['undo', 'sealed'],
    ] as const) {
      const { run, secret, network, audited, sealedToken } = await setUpTest(kind);
      network.next(/^GET/, graphRefusal(403));
      const { ended } = await run({ secretId: secret.id });
      expect(ended).toMatchObject({
        state: 'failed',
        outcome: { kind: 'failed', problem: { cause: 'forbidden', requestId: 'their-request-id' } },
      });
      const refused = { outcome: 'failed', detail: { cause: 'forbidden' } };
      expect(own(audited)).toMatchObject(begunAnd(refused));
      expect(await sealedToken()).toBe(kept);
    }
  });

  it('removes what crashed operations left, and counts what may still appear', async () => {
    const { context, connector, network, audited, run } = await setUpTest('clean-up');
    const { tenantId } = context.operator.session;
    await connectorStore.update(connector, { applicationObjectId: application.id });
    const exchange = await connectorStore.addSecret(connector, { ...plan, purpose: 'exchange', label: 'exchange' });
    await connectorStore.saveSecretKey(tenantId, exchange.id, { keyId: randomUUID(), hint: null });
    await connectorStore.addSecret(connector, { ...plan, label: 'unanswered' });
    expect((await run()).ended.outcome).toEqual({ kind: 'cleanedUp', unsure: 1 });
    expect(network.sent.filter((line) => line.endsWith('removePassword'))).toHaveLength(1);
    const left = (await reload(connector)).secrets.filter(({ removedAt }) => !removedAt);
    expect(left.map(({ label }) => label)).toEqual(['x', 'unanswered']);
    expect(own(audited)).toMatchObject(begunAnd({ action: 'leftovers-remove', outcome: 'done' }));
  });

  it('does nothing that could not be written down before, and has failed for everybody', async () => {
    const { context, work, network } = await setUpTest('remove-secret');
    await leaseStore.acquire(work.operation, new Date());
    const refuse = () => Promise.reject(new Error('no database'));
    const broken = { ...context, audit: { record: refuse, begin: refuse } };
    const dependencies = { operations: operationStore, leases: leaseStore, redirectUri: '' };
    const consent = await givenConsent(work.operation, work.elevatedToken);
    await expect(runOperation(broken, dependencies, consent)).rejects.toThrow('no database');
    expect(network.sent).toEqual([]);
    expect(await operationStore.find(work.operation)).toMatchObject({
      state: 'failed',
      outcome: { kind: 'failed', problem: { cause: 'interrupted' } },
    });
  });
});
