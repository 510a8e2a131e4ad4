import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { entraClient } from '@/lib/entra/testing/scripted-entra';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { consentStore } from './consent-store';
import { type Answer, comeBack } from './testing/returning-person';
import { sampleFlow } from './testing/sample-flow';

beforeAll(() => database());
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const scopes = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];

/** What becomes of a flow whose person comes back with this answer, and whose start no longer counts. */
async function judge(answer: Answer) {
  const { tenantId } = entraClient;
  const session = sampleSession({ tenantId });
  const flow = sampleFlow({ tenantId, personId: session.personId, scopes });
  await consentStore.create(flow);
  const givenBack: string[] = [];
  const starts = {
    count: () => Promise.resolve(null),
    giveBack: (personId: string) => {
      givenBack.push(personId);
      return Promise.resolve();
    },
  };
  const completed = await comeBack(flow, { session, answer, starts });
  const stored = await consentStore.find(flow);
  return { session, completed, givenBack, state: stored?.state, grant: await consentStore.findSealedGrant(flow) };
}

describe('completeConsent', () => {
  it.each<[string, Answer]>([
    ['otherTenant', { tid: randomUUID(), granted: scopes }],
    ['wrongAccount', { oid: randomUUID(), granted: scopes }],
    ['scopeMissing', { granted: ['Application.ReadWrite.All'] }],
  ])('keeps nothing of an answer that is no use, and its start counts on: %s', async (kind, answer) => {
    const { completed, state, grant, givenBack } = await judge(answer);
    expect(completed).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind } } });
    expect([state, grant, givenBack]).toEqual(['waiting', null, []]);
  });

  it('takes the answer of the right person with everything that was asked for, and gives the start back', async () => {
    const granted = scopes.map((scope) => `https://graph.microsoft.com/${scope}`);
    const { completed, state, grant, givenBack, session } = await judge({ granted });
    expect(completed).toMatchObject({ ok: true, value: { kind: 'consented' } });
    expect([state, grant === null, givenBack]).toEqual(['consented', false, [session.personId]]);
  });
});
