import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationStore } from '@/lib/operation/authorization-store';
import { leaseStore } from '@/lib/operation/lease-store';
import { operationStore } from '@/lib/operation/operation-store';
import { sampleOperation } from '@/lib/operation/testing/sample-operation';
import { closeDatabase, database } from '@/lib/db/database';
import { whenAnnounced } from '@/lib/signal/changes';
import { endSession } from './end-session';
import { sessionSubject } from './session';
import { sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

beforeAll(() => database());
afterAll(closeDatabase);

async function eventsOf(requestId: string) {
  const { prisma } = await database();
  return prisma.auditEvent.findMany({ where: { requestId } });
}

describe('endSession', () => {
  it('ends what waits and what was consented to in it; work that runs, and another session’s, goes on', async () => {
    const session = await sessionStore.create(sampleSignIn());
    const { tenantId, personId, id: sessionId } = session;
    const [waiting, consented, working, another] = [
      sampleOperation({ tenantId, personId, sessionId }),
      sampleOperation({ tenantId, personId, sessionId }),
      sampleOperation({ tenantId, personId, sessionId }),
      sampleOperation({ tenantId, personId }),
    ];
    for (const operation of [waiting, consented, working, another]) await operationStore.create(operation);
    for (const operation of [consented, working, another]) {
      await authorizationStore.saveConsent(operation, 'sealed', new Date());
    }
    await leaseStore.acquire(working, new Date());
    const requestId = randomUUID();
    expect(await endSession(session, { reason: 'signedOut', requestId })).toBe(true);
    expect(await sessionStore.find(sessionId)).toBeNull();
    const states = [];
    for (const operation of [waiting, consented, working, another]) {
      const state = (await operationStore.find(operation))?.state;
      states.push([state, await authorizationStore.findSealedToken(operation)]);
    }
    expect(states).toEqual([
      ['cancelled', null],
      ['cancelled', null],
      ['running', 'sealed'],
      ['consented', 'sealed'],
    ]);
    expect(await eventsOf(requestId)).toMatchObject([{ action: 'sign-out', outcome: 'done', tenantId, personId }]);
  });

  it('is told at once to what goes on in this process, and recorded once, with who did it', async () => {
    const session = await sessionStore.create(sampleSignIn());
    const operator = { ...sampleSignIn({ tenantId: session.tenantId }), personUpn: 'operator@contoso.example' };
    let told = 0;
    const stop = whenAnnounced(sessionSubject(session.id), () => (told += 1));
    const requestId = randomUUID();
    expect(await endSession(session, { reason: 'operator', by: operator, requestId })).toBe(true);
    expect(told).toBe(1);
    expect(await endSession(session, { reason: 'operator', by: operator, requestId })).toBe(false);
    stop();
    const detail = { reason: 'operator', person: session.personUpn };
    expect(await eventsOf(requestId)).toMatchObject([{ action: 'session-end', personId: operator.personId, detail }]);
    expect(await sessionStore.findEnd(session.id)).toMatchObject({ reason: 'operator', byUpn: operator.personUpn });
  });
});
