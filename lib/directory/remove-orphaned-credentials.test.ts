import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import { connectorStore } from '@/lib/connector/connector-store';
import { removeOrphanedCredentials } from './remove-orphaned-credentials';
import { storedConnector, createTestContext, reload, unsignedToken } from '@/lib/operation/testing/test-context';

beforeAll(database);
afterAll(closeDatabase);

const expiresAt = new Date('2027-01-01T00:00:00Z');

/** A connector whose application has passwords under these names. */
async function setUpTest(...labels: readonly string[]) {
  const passwordCredentials = labels.map((displayName) => ({
    keyId: randomUUID(),
    displayName,
    endDateTime: '2027-01-01T00:00:00Z',
  }));
  const application = { id: randomUUID(), appId: randomUUID(), passwordCredentials };
  const network = fakeNetwork(({ method }) =>
    method === 'GET' ? Response.json(application) : new Response(null, { status: 204 }),
  );
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context } = createTestContext({ network, token, startsAt: Date.now(), origin: 'https://graph.example' });
  const connector = await storedConnector(context);
  await connectorStore.update(connector, { applicationObjectId: application.id, appId: application.appId });
  const add = (purpose: 'siem' | 'exchange', label: string) =>
    connectorStore.addSecret(connector, { purpose, label, expiresAt });
  const tidy = async () => removeOrphanedCredentials(context, await reload(connector));
  const removed = async () =>
    (await reload(connector)).secrets.filter(({ removedAt }) => removedAt).map(({ label }) => label);
  const removals = () => network.sent.filter((line) => line.endsWith('removePassword'));
  return { connector, network, add, tidy, removed, removals };
}

describe('removeOrphanedCredentials', () => {
  it('keeps a leftover on the list when Microsoft refuses to remove it', async () => {
    const { network, add, tidy, removed } = await setUpTest('exchange');
    await add('exchange', 'exchange');
    network.next(/removePassword$/, graphRefusal(403));
    expect(await tidy()).toMatchObject({ ok: false, error: { cause: 'forbidden' } });
    expect(await removed()).toEqual([]);
  });

  it('removes what an exchange and an unanswered creation left, by the name of the password', async () => {
    const { add, tidy, removed, removals } = await setUpTest('exchange', 'unanswered');
    await add('exchange', 'exchange');
    await add('siem', 'unanswered');
    expect((await tidy()).ok).toBe(true);
    expect(removals()).toHaveLength(2);
    expect(await removed()).toEqual(['exchange', 'unanswered']);
  });

  it('looks again later for one that may only not be visible yet', async () => {
    const { add, tidy, removed } = await setUpTest();
    await add('siem', 'just now');
    expect((await tidy()).ok).toBe(true);
    expect(await removed()).toEqual([]);
  });

  it('leaves the secret of the SIEM alone, and asks Microsoft nothing when nothing was left', async () => {
    const { connector, network, add, tidy, removed } = await setUpTest('siem');
    const { id } = await add('siem', 'siem');
    await connectorStore.saveSecretKey(connector.tenantId, id, { keyId: randomUUID(), hint: null });
    expect((await tidy()).ok).toBe(true);
    expect(network.sent).toEqual([]);
    expect(await removed()).toEqual([]);
  });
});
