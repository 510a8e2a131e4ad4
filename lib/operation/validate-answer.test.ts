import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { entraClient } from '@/lib/entra/testing/scripted-entra';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { authorizationStore } from './authorization-store';
import { operationStore } from './operation-store';
import { type Answer, comeBack } from './testing/returning-person';
import { sampleOperation } from './testing/sample-operation';

beforeAll(() => database());
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const scopes = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];

/** What becomes of a operation whose person comes back with this answer, and whose start no longer counts. */
async function evaluate(answer: Answer) {
  const { tenantId } = entraClient;
  const session = sampleSession({ tenantId });
  const operation = sampleOperation({ tenantId, personId: session.personId, sessionId: session.id, scopes });
  await operationStore.create(operation);
  const givenBack: string[] = [];
  const starts = {
    count: () => Promise.resolve(null),
    giveBack: (personId: string) => {
      givenBack.push(personId);
      return Promise.resolve();
    },
  };
  const completed = await comeBack(operation, { session, answer, starts });
  const stored = await operationStore.find(operation);
  return {
    session,
    completed,
    givenBack,
    state: stored?.state,
    elevatedToken: await authorizationStore.findSealedToken(operation),
  };
}

describe('completeAuthorization', () => {
  it.each<[string, Answer]>([
    ['otherTenant', { tid: randomUUID(), granted: scopes }],
    ['wrongAccount', { oid: randomUUID(), granted: scopes }],
    ['scopeMissing', { granted: ['Application.ReadWrite.All'] }],
    ['signInOld', { granted: scopes, authenticatedAt: new Date(Date.now() - 11 * 60_000) }],
    ['signInTimeMissing', { granted: scopes, authenticatedAt: null }],
  ])('keeps nothing of an answer that is no use, and its start counts on: %s', async (kind, answer) => {
    const { completed, state, elevatedToken, givenBack } = await evaluate(answer);
    expect(completed).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind } } });
    expect([state, elevatedToken, givenBack]).toEqual(['waiting', null, []]);
  });

  it('takes the answer of the right person with everything that was asked for, and gives the start back', async () => {
    const granted = scopes.map((scope) => `https://graph.microsoft.com/${scope}`);
    const { completed, state, elevatedToken, givenBack, session } = await evaluate({ granted });
    expect(completed).toMatchObject({ ok: true, value: { kind: 'consented' } });
    expect([state, elevatedToken === null, givenBack]).toEqual(['consented', false, [session.personId]]);
  });
});
