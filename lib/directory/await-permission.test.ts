import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import { awaitPermission } from './await-permission';
import { REPLICATION_LIMIT_MS } from './replication';
import { storedConnector, createTestContext, unsignedToken } from '@/lib/operation/testing/test-context';

beforeAll(database);
afterAll(closeDatabase);

const grant = { principalId: randomUUID(), resourceId: randomUUID(), appRoleId: randomUUID() };

async function setUpTest() {
  const directory = { granted: false };
  const network = fakeNetwork(() =>
    Response.json({ value: directory.granted ? [{ id: 'assignment', ...grant }] : [] }),
  );
  let slept = 0;
  const { context } = createTestContext({
    ...{ network, startsAt: 0, origin: 'https://graph.example' },
    token: unsignedToken({ tid: randomUUID(), oid: randomUUID() }),
    onSleep: (milliseconds) => {
      slept += milliseconds;
    },
  });
  const connector = await storedConnector(context);
  const key = { tenantId: connector.tenantId, connectorId: connector.id };
  const approve = async () => {
    const link = { tenantId: connector.tenantId, tokenHash: randomUUID() };
    const asked = { askedById: 'o', askedByUpn: 'o', createdAt: new Date(0), expiresAt: new Date(60_000) };
    await context.approvals.ask(key, { ...asked, tokenHash: link.tokenHash });
    const decision = { decidedById: 'a', decidedByUpn: 'a', decidedAt: new Date(0) };
    await context.approvals.decide(link, { ...decision, state: 'approved' });
  };
  return { context, connector, directory, network, key, approve, slept: () => slept };
}

describe('awaitPermission', () => {
  it('says at once that an administrator is needed, and asks Graph for no grant', async () => {
    const { context, connector, network, slept } = await setUpTest();
    expect(await awaitPermission(context, connector, grant)).toMatchObject({ error: { cause: 'approval' } });
    expect(network.sent).toEqual([`GET /v1.0/servicePrincipals/${grant.principalId}/appRoleAssignments`]);
    expect(slept()).toBe(0);
  });

  it('does not believe an approval that the directory never shows, and forgets it', async () => {
    const { context, connector, key, approve, slept } = await setUpTest();
    await approve();
    expect(await awaitPermission(context, connector, grant)).toMatchObject({ error: { cause: 'replication' } });
    expect(slept()).toBeLessThanOrEqual(REPLICATION_LIMIT_MS);
    expect(await context.approvals.findByConnector(key)).toBeNull();
    expect(await awaitPermission(context, connector, grant)).toMatchObject({ error: { cause: 'approval' } });
  });

  it('says what Graph refused', async () => {
    const { context, connector, network } = await setUpTest();
    network.next(/^GET/, graphRefusal(403));
    expect(await awaitPermission(context, connector, grant)).toMatchObject({ error: { cause: 'forbidden' } });
  });

  it('waits for a service principal that this replica has not heard of', async () => {
    const { context, connector, directory, network } = await setUpTest();
    directory.granted = true;
    network.next(/^GET/, graphRefusal(404));
    expect(await awaitPermission(context, connector, grant)).toEqual({ ok: true, value: undefined });
    expect(network.sent).toHaveLength(2);
  });

  it('finds the permission without anybody having been asked', async () => {
    const { context, connector, directory } = await setUpTest();
    directory.granted = true;
    expect((await awaitPermission(context, connector, grant)).ok).toBe(true);
  });
});
