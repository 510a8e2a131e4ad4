import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectorStore } from '@/lib/connector/connector-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal, loseAnswer } from '@/lib/http/testing/fake-network';
import type { OperationKind } from '@/lib/operations/operation-kind';
import { elevatedServices } from '@/tenant/testing/elevated-services';
import { testOrigins } from '@/tenant/testing/test-tenant';
import type { Operation } from './operation';
import { consentedWork, createTestContext, reload, runConsented } from './testing/test-context';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const MINUTE_MS = 60_000;

/** A connector whose set-up ran, perhaps not to its end, and what others do in Entra meanwhile. */
async function setUpTest(lost?: RegExp) {
  const { tenant, services } = await elevatedServices();
  const network = fakeNetwork(services.answer);
  vi.stubGlobal('fetch', network.fetch);
  const { context } = createTestContext({ network, ...services });
  const work = await consentedWork(context, 'enable');
  const { connector } = work;
  if (lost) network.next(lost, loseAnswer);
  await runConsented(context, work);
  const change = async (what: 'delete' | 'deleteServicePrincipal' | 'purge') => {
    const answer = await tenant.browserApp.request(`${testOrigins.browser}/control/changes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ do: what, application: connector.uniqueName }]),
    });
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  /** How it ends, and how long was waited. */
  const run = async (kind: OperationKind, given: Partial<Operation> = {}) => {
    const begun = context.clock.now();
    const again = await consentedWork(context, kind);
    const operation = { ...again.operation, connectorId: connector.id, ...given };
    const { ended } = await runConsented(context, { ...again, operation });
    return { outcome: ended.outcome, waited: context.clock.now() - begun };
  };
  const bin = () => tenant.tenant.view().deletedApplications.length;
  return { context, network, connector, change, run, bin };
}

const deleted = { kind: 'failed', problem: { cause: 'deleted', deleted: { what: 'application' } } };

describe('what somebody deleted in Entra', () => {
  it.each(['new-secret', 'disable', 'permissions', 're-enable'] as const)(
    'is no replication for %s: it is in the recycle bin, said at once and until when',
    async (kind) => {
      const { run, change } = await setUpTest();
      await change('delete');
      const { outcome, waited } = await run(kind, {
        input: { siemType: 'wazuh', api: 'graph-alerts', incidents: false },
      });
      expect(outcome).toMatchObject(deleted);
      expect(waited).toBeLessThan(MINUTE_MS);
    },
  );

  it('stops a set-up whose answer was lost, and Restore lets it go on', async () => {
    const { run, change, bin, connector } = await setUpTest(/^POST .*applications$/);
    await change('delete');
    const first = await run('enable');
    expect(first.outcome).toMatchObject(deleted);
    expect(first.waited).toBeLessThan(MINUTE_MS);
    expect((await run('enable', { restoring: true })).outcome).toEqual({ kind: 'enabled' });
    expect(bin()).toBe(0);
    expect((await reload(connector)).state).toBe('ready');
  });

  it('is told of the service principal alone, too', async () => {
    const { run, change, connector } = await setUpTest(/^POST .*appRoleAssignedTo/);
    await change('deleteServicePrincipal');
    await connectorStore.update(connector, { state: 'incomplete' });
    const { outcome, waited } = await run('enable');
    expect(outcome).toMatchObject({ problem: { cause: 'deleted', deleted: { what: 'servicePrincipal' } } });
    expect(waited).toBeLessThan(MINUTE_MS);
  });

  it('and purged is gone, at once, once it is too old to be only new', async () => {
    const { run, change, context } = await setUpTest();
    await change('delete');
    await change('purge');
    await context.clock.sleep(10 * MINUTE_MS);
    const { outcome, waited } = await run('new-secret');
    expect(outcome).toMatchObject({ problem: { cause: 'purged' } });
    expect(waited).toBeLessThan(MINUTE_MS);
  });

  it('counts as removed when it was to be removed', async () => {
    const { run, change, connector } = await setUpTest();
    await change('delete');
    expect((await run('remove')).outcome).toEqual({ kind: 'removed' });
    expect((await reload(connector)).state).toBe('removed');
  });
});

describe('an undo', () => {
  it('empties the recycle bin of what it never heard of, before it says that all is gone', async () => {
    const { run, change, bin } = await setUpTest(/^POST .*applications$/);
    await change('delete');
    expect(bin()).toBe(1);
    const { outcome, waited } = await run('undo');
    expect(outcome).toEqual({ kind: 'undone', pendingPurges: [] });
    expect(bin()).toBe(0);
    expect(waited).toBeLessThan(MINUTE_MS);
  });

  it('says until when it lies there where the person may not empty it', async () => {
    const { run, change, network, context } = await setUpTest(/^POST .*applications$/);
    await change('delete');
    network.next(/^DELETE .*deletedItems/, graphRefusal(403));
    const { outcome } = await run('undo');
    expect(outcome).toMatchObject({ kind: 'undone', pendingPurges: [{ what: 'application', why: 'forbidden' }] });
    const left = outcome?.kind === 'undone' ? outcome.pendingPurges[0]?.until : '';
    expect(Date.parse(left ?? '')).toBeGreaterThan(context.clock.now() + 29 * 86_400_000);
  });

  it('says that nobody could look where the recycle bin is not shown', async () => {
    const { run, change, network, context } = await setUpTest(/^POST .*applications$/);
    await change('delete');
    await context.clock.sleep(10 * MINUTE_MS);
    network.next(/^GET .*deletedItems/, graphRefusal(403));
    expect((await run('undo')).outcome).toMatchObject({ kind: 'undone', binUnread: true });
  });
});
