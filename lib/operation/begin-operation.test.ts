import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditEvent, auditTrail } from '@/lib/audit/audit';
import { closeDatabase, database } from '@/lib/db/database';
import { authorizeOperator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { type BeginDependencies, beginOperation, type NewPlan } from './begin-operation';
import { operationStore } from './operation-store';

beforeAll(() => database());
afterAll(closeDatabase);

const now = Date.now();

function click() {
  const operator = authorizeOperator(sampleSession({ roles: [directoryRoles.globalAdministrator] }));
  if (!operator) throw new Error('a Global Administrator is no operator');
  const events: AuditEvent[] = [];
  const dependencies: BeginDependencies = {
    operations: operationStore,
    audit: auditTrail({ record: (event) => Promise.resolve(void events.push(event)) }, operator.session, 'request'),
    now: () => now,
    starts: { count: () => Promise.resolve(null), giveBack: () => Promise.resolve() },
  };
  const { tenantId, personId } = operator.session;
  const plan: NewPlan = {
    ...{ id: randomUUID(), kind: 'enable', connectorId: null, input: { name: 'QRadar' } },
    ...{ scopes: ['Application.ReadWrite.All'], displayMode: 'popup' },
  };
  return { operator, dependencies, plan, events, key: { id: plan.id, tenantId, personId } };
}

describe('beginOperation', () => {
  it('refuses who begins too often: writes no operation, and records the refusal', async () => {
    const { dependencies, operator, plan, key, events } = click();
    const counted: string[] = [];
    const count = (personId: string) => {
      counted.push(personId);
      return Promise.resolve(42);
    };
    const starts = { ...dependencies.starts, count };
    const outcome = await beginOperation({ ...dependencies, starts }, operator, plan);
    expect(outcome).toEqual({ ok: false, error: { code: 'tooMany', seconds: 42 } });
    expect(counted).toEqual([key.personId]);
    expect(await operationStore.find(key)).toBeNull();
    expect(events).toMatchObject([{ action: 'consent-start', outcome: 'refused', personId: key.personId }]);
  });

  it('refuses the id of another person’s operation, and leaves that as it is', async () => {
    const owner = click();
    await beginOperation(owner.dependencies, owner.operator, owner.plan);
    const before = await operationStore.find(owner.key);
    const thief = click();
    const plan = { ...thief.plan, id: owner.plan.id, input: { name: 'mine' } };
    const outcome = await beginOperation(thief.dependencies, thief.operator, plan);
    expect(outcome).toEqual({ ok: false, error: { code: 'taken' } });
    expect(await operationStore.find(owner.key)).toEqual(before);
    expect(thief.events).toEqual([]);
  });

  it('takes a double click for one', async () => {
    const { dependencies, operator, plan, events, key } = click();
    const givenBack: string[] = [];
    const giveBack = (personId: string) => {
      givenBack.push(personId);
      return Promise.resolve();
    };
    const counting = { ...dependencies, starts: { ...dependencies.starts, giveBack } };
    const both = await Promise.all([1, 2].map(() => beginOperation(counting, operator, plan)));
    expect(givenBack).toEqual([key.personId]);
    expect(both).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ]);
    expect(events).toMatchObject([{ action: 'consent-start', outcome: 'done', target: plan.id }]);
  });

  it('writes a operation of the session’s person and tenant that waits ten minutes', async () => {
    const { dependencies, operator, plan, key } = click();
    await beginOperation(dependencies, operator, plan);
    expect(await operationStore.find(key)).toMatchObject({
      ...{ state: 'waiting', kind: 'enable', input: { name: 'QRadar' }, scopes: plan.scopes },
      expiresAt: new Date(now + 600_000),
    });
  });
});
