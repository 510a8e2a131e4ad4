import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentPurpose } from '@/lib/consent/consent';
import { consentStore } from '@/lib/consent/consent-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import type { Connector } from './connector';
import { connectorStore } from './connector-store';
import { runPassage } from './run-passage';
import { consentedWork, enabledConnector, rehearse, reload, unsignedToken } from './testing/rehearsal';

beforeAll(database);
afterAll(closeDatabase);

const application = { id: randomUUID(), appId: randomUUID(), passwordCredentials: [] };
const sources = { flows: consentStore, redirectUri: 'http://localhost:3000/consent/callback' };
const plan = { purpose: 'siem', label: 'x', expiresAt: new Date('2027-01-01T00:00:00Z') } as const;

async function answeredSecret(connector: Connector) {
  const secret = await connectorStore.addSecret(connector, plan);
  await connectorStore.saveSecretKey(connector.tenantId, secret.id, { keyId: randomUUID(), hint: null });
  return secret;
}

/** Consent to remove a secret of one connector, while the same tenant has another. */
async function stage() {
  const network = fakeNetwork(({ method }) =>
    method === 'GET' ? Response.json(application) : new Response(null, { status: 204 }),
  );
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context, audited } = rehearse({ network, token, startsAt: Date.now(), origin: 'https://graph.example' });
  const work = await consentedWork(context, 'secret-remove');
  if (!work.connector) throw new Error('there is no connector');
  const secret = await answeredSecret(work.connector);
  const other = await enabledConnector(context);
  const othersSecret = await answeredSecret(other);
  const connector = await reload(work.connector);
  await consentStore.move(work.flow, ['consented'], 'running');
  const run = (secretId: string) =>
    runPassage(context, sources, { ...work, connector, flow: { ...work.flow, input: { secretId } } });
  const runFor = (purpose: ConsentPurpose) =>
    runPassage(context, sources, { ...work, connector, flow: { ...work.flow, purpose } });
  const flowState = async () => (await consentStore.find(work.flow))?.state;
  return { context, network, audited, secret, other, othersSecret, connector, run, runFor, flowState, flow: work.flow };
}

describe('runPassage', () => {
  it('removes no secret of another connector', async () => {
    const { run, other, othersSecret, network } = await stage();
    expect(await run(othersSecret.id)).toMatchObject({ kind: 'failed', problem: { cause: 'interrupted' } });
    expect(network.sent).toEqual([]);
    expect((await reload(other)).secrets[0]?.removedAt).toBeNull();
  });

  it('does nothing on a connector whose removal broke off', async () => {
    const { run, secret, connector, network } = await stage();
    await connectorStore.update(connector, { state: 'removing' });
    expect(await run(secret.id)).toMatchObject({ kind: 'failed', problem: { cause: 'removing' } });
    expect(network.sent).toEqual([]);
  });

  it('removes the secret that was asked for, says so in the audit log, and ends the flow', async () => {
    const { run, secret, connector, audited, flowState } = await stage();
    expect(await run(secret.id)).toEqual({ kind: 'removed' });
    expect((await reload(connector)).secrets[0]?.removedAt).not.toBeNull();
    expect(audited).toMatchObject([{ action: 'secret-remove', outcome: 'done', target: connector.id }]);
    expect(await flowState()).toBe('done');
  });

  it('writes to the flow what it waits for, where the page looks', async () => {
    const { run, secret, network, flow } = await stage();
    network.next(/^GET/, () => Response.json({}, { status: 429, headers: { 'retry-after': '7' } }));
    expect(await run(secret.id)).toEqual({ kind: 'removed' });
    const { wait } = (await consentStore.find(flow)) ?? {};
    expect(wait).toMatchObject({ reason: 'throttled', attempt: 1, deadline: null });
    expect(wait && wait.until - wait.since).toBe(7_000);
  });

  it('ends the flow after a failure as well: what consent brought is forgotten', async () => {
    const { run, secret, network, audited, flowState } = await stage();
    network.next(/^GET/, graphRefusal(403));
    expect(await run(secret.id)).toMatchObject({ kind: 'failed', problem: { requestId: 'their-request-id' } });
    expect(audited).toMatchObject([{ outcome: 'failed', detail: { cause: 'forbidden' } }]);
    expect(await flowState()).toBe('done');
  });

  it('removes what broken-off work left, and counts what may still appear', async () => {
    const { context, connector, network, audited, runFor } = await stage();
    const { tenantId } = context.operator.session;
    await connectorStore.update(connector, { applicationObjectId: application.id });
    const exchange = await connectorStore.addSecret(connector, { ...plan, purpose: 'exchange', label: 'exchange' });
    await connectorStore.saveSecretKey(tenantId, exchange.id, { keyId: randomUUID(), hint: null });
    await connectorStore.addSecret(connector, { ...plan, label: 'unanswered' });
    expect(await runFor('leftovers')).toEqual({ kind: 'tidied', unsure: 1 });
    expect(network.sent.filter((line) => line.endsWith('removePassword'))).toHaveLength(1);
    const left = (await reload(connector)).secrets.filter(({ removedAt }) => !removedAt);
    expect(left.map(({ label }) => label)).toEqual(['x', 'unanswered']);
    expect(audited).toMatchObject([{ action: 'leftovers-remove', outcome: 'done' }]);
  });
});
