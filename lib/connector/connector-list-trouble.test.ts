import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '@/lib/db/database';
import { plainProblem } from '@/lib/directory/step-problem';
import type { Connector } from './connector';
import { listStatuses, type ListView } from './connector-list-input';
import { connectorListStore } from './connector-list-store';
import { type ConnectorPatch, connectorStore } from './connector-store';
import { recordStatus } from './connector-status';
import { summarise } from './connector-summary';
import { newConnector } from './testing/sample-connector';

const now = Date.now();
const inDays = (days: number) => new Date(now + days * 86_400_000);
const all: ListView = { search: '', status: null, siemType: null, sort: 'trouble', turn: null };
const page = (tenantId: string, view: Partial<ListView>) =>
  connectorListStore.findPage({ tenantId, now }, { ...all, ...view });
const idsOf = (connectors: readonly Connector[]) => connectors.map(({ id }) => id);

afterAll(closeDatabase);

describe('the order of trouble', () => {
  type Action = (connector: Connector) => Promise<unknown>;
  const secret = (days: number) => ({ purpose: 'siem', label: 'l', expiresAt: inDays(days) }) as const;
  const make =
    (days: number): Action =>
    async (connector) => {
      const { id } = await connectorStore.addSecret(connector, secret(days));
      await connectorStore.saveSecretKey(connector.tenantId, id, { keyId: randomUUID(), hint: null });
    };
  const withoutNewest: Action = async (connector) => {
    const found = await connectorStore.find(connector);
    await connectorStore.markSecretRemoved(connector.tenantId, found?.secrets.at(-1)?.id ?? '');
  };
  const lend: Action = (connector) => connectorStore.addSecret(connector, { ...secret(1), purpose: 'exchange' });
  const unanswered: Action = (connector) => connectorStore.addSecret(connector, secret(1));
  const ready: Action = (connector) => connectorStore.update(connector, { state: 'ready', provenAt: inDays(-1) });
  const change =
    (patch: ConnectorPatch): Action =>
    (connector) =>
      connectorStore.update(connector, patch);
  const failure = (days: number) => ({
    ...{ failedAt: inDays(days).toISOString(), at: 'alerts' as const, roles: null },
    problem: plainProblem('alertsApi'),
  });
  const removing: Action = (connector) => connectorStore.update(connector, { state: 'removing' });
  const pull: Action = async (connector) => {
    const appId = randomUUID();
    await connectorStore.update(connector, { appId });
    await connectorStore.savePull({ tenantId: connector.tenantId, appId }, inDays(-1));
  };
  const tokens =
    (days: number): Action =>
    (connector) =>
      connectorStore.update(connector, { refreshTokenIssuedAt: inDays(-1), refreshTokenExpiresAt: inDays(days) });

  it.each<
    [when: string, { readonly actions: readonly Action[]; readonly status: string; readonly days: number | null }]
  >([
    ['a set-up begins', { actions: [], status: 'incomplete', days: null }],
    ['a set-up has its secret', { actions: [make(90)], status: 'incomplete', days: 90 }],
    ['a set-up ends', { actions: [make(90), ready], status: 'healthy', days: 90 }],
    ['a set-up ends without a secret', { actions: [ready], status: 'notWorking', days: null }],
    ['a secret is made', { actions: [ready, make(10)], status: 'expiresSoon', days: 10 }],
    ['a newer secret is made', { actions: [make(10), ready, make(90)], status: 'healthy', days: 90 }],
    [
      'the newer of two secrets goes',
      { actions: [make(10), ready, make(90), withoutNewest], status: 'expiresSoon', days: 10 },
    ],
    ['the last secret goes', { actions: [make(10), ready, withoutNewest], status: 'notWorking', days: null }],
    ['a secret has ended', { actions: [make(-1), ready], status: 'expired', days: -1 }],
    [
      'a password is lent, and one is never answered',
      { actions: [make(90), ready, lend, unanswered], status: 'healthy', days: 90 },
    ],
    ['tokens end first', { actions: [make(90), ready, tokens(3)], status: 'expiresSoon', days: 3 }],
    ['tokens end last', { actions: [make(20), ready, tokens(80)], status: 'healthy', days: 20 }],
    ['a proof fails', { actions: [make(90), ready, change({ failure: failure(-0.5) })], status: 'failing', days: 90 }],
    [
      'a proof failed before',
      { actions: [make(90), ready, change({ failure: failure(-2) })], status: 'healthy', days: 90 },
    ],
    [
      'a proof is old',
      { actions: [make(90), ready, change({ provenAt: inDays(-31) })], status: 'notVerified', days: 90 },
    ],
    [
      'its SIEM was seen',
      { actions: [make(90), ready, change({ provenAt: null }), pull], status: 'healthy', days: 90 },
    ],
    [
      'it is switched off',
      { actions: [make(90), ready, change({ disabledAt: inDays(-1) })], status: 'disabled', days: 90 },
    ],
    [
      'it is removed',
      { actions: [make(90), change({ state: 'removed', removedAt: inDays(-1) })], status: 'removed', days: 90 },
    ],
    ['a removal begins', { actions: [make(90), ready, removing], status: 'removing', days: 90 }],
  ])('follows when %s', async (_, { actions, status, days }) => {
    const tenantId = randomUUID();
    const connector = await connectorStore.create(newConnector(tenantId));
    for (const action of actions) await action(connector);
    for (const known of listStatuses) {
      const { rows } = await page(tenantId, { status: known });
      expect([known, rows.length]).toEqual([known, known === status ? 1 : 0]);
    }
    const [row] = (await page(tenantId, {})).rows;
    expect(row && recordStatus(row, now)).toBe(status);
    expect(row && summarise(row, now)).toMatchObject({
      nextExpiry: days === null ? null : { at: inDays(days).toISOString() },
    });
  });

  it('follows what is adopted with its secrets', async () => {
    const { id, ...rest } = newConnector(randomUUID());
    const [applicationObjectId, appId, servicePrincipalId] = [randomUUID(), randomUUID(), randomUUID()];
    const times = { createdAt: inDays(-80), deliveredAt: null };
    const adopted = await connectorStore.adopt(
      {
        ...{ id, ...rest, state: 'ready', applicationObjectId, appId, servicePrincipalId, createdAt: inDays(-80) },
        secrets: [{ ...secret(5), ...times, keyId: randomUUID(), hint: 'abc' }],
        endedSteps: [],
      },
      null,
    );
    expect(idsOf((await page(rest.tenantId, { status: 'expiresSoon' })).rows)).toEqual([adopted?.id]);
  });

  it('stays right when many secrets of one connector come at once', async () => {
    const connector = await connectorStore.create(newConnector(randomUUID()));
    await ready(connector);
    await Promise.all([make(5), make(60), make(90), make(7)].map((action) => action(connector)));
    const [found] = (await page(connector.tenantId, {})).rows;
    const status = listStatuses.find((one) => found && one === recordStatus(found, now));
    expect((await page(connector.tenantId, { status: status ?? null })).rows).toHaveLength(1);
    expect(status).toBeDefined();
  });
});
